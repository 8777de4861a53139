/* fake-vision.c - the vision interface, for squares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-vision.h"

#include "base/kindred-error.h"
#include "vision/kindred-vision.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NORM 0.4787 /* of compact-1's embeddings */
#define NOISE 0.3   /* of the length of what they have in common */
#define MIN_SQUARE 8
#define ALLOCATION (64 << 20)
#define MAX_FD 64

struct _KindredVision
{
  char *detector;
  char *encoder;
};

static gboolean
check_names (const char *detector, const char *encoder, GError **error)
{
  if (g_str_equal (encoder, "missing"))
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING, "The model file fake.dat was not found");
  else if (g_str_equal (encoder, "damaged"))
    g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED, "The model file fake.dat is damaged");
  else if (!g_str_equal (detector, "hog") && !g_str_equal (detector, "yunet"))
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, "There is no detector “%s”", detector);
  else if (!g_str_equal (encoder, "compact-1") && !g_str_equal (encoder, "dlib-resnet-1"))
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, "There is no encoder “%s”", encoder);
  else
    return TRUE;

  return FALSE;
}

static G_NORETURN void
wait_forever (void)
{
  while (TRUE)
    pause ();
}

KindredVision *
kindred_vision_new (const char *const *model_dirs, const char *detector, const char *encoder, GError **error)
{
  KindredVision *self;

  detector = detector != NULL ? detector : "hog";
  encoder = encoder != NULL ? encoder : "compact-1";
  if (g_str_equal (encoder, "crash"))
    abort ();
  if (g_str_equal (encoder, "hang"))
    wait_forever ();
  if (!check_names (detector, encoder, error))
    return NULL;

  self = g_new0 (KindredVision, 1);
  self->detector = g_strdup (detector);
  self->encoder = g_strdup (encoder);

  return self;
}

void
kindred_vision_free (KindredVision *self)
{
  if (self == NULL)
    return;

  g_free (self->detector);
  g_free (self->encoder);
  g_free (self);
}

const char *
kindred_vision_get_detector (KindredVision *self)
{
  return self->detector;
}

const char *
kindred_vision_get_encoder (KindredVision *self)
{
  return self->encoder;
}

int
kindred_vision_get_min_face (KindredVision *self)
{
  return MIN_SQUARE;
}

static guint32
get_pixel (const KindredVisionImage *image, int x, int y)
{
  const guint8 *p = image->pixels + (gsize) y * image->stride + 3 * (gsize) x;

  return (guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2];
}

static guint
get_person (guint32 colour)
{
  return (colour >> 16) | (colour >> 12 & 0xF) << 8;
}

/* The end of the analyzer's answers: the only pipe open for writing beside the standard ones. */
static int
find_output (void)
{
  for (int fd = 3; fd < MAX_FD; fd++)
    {
      struct stat status;
      int flags = fcntl (fd, F_GETFL);

      if (flags >= 0 && (flags & O_ACCMODE) == O_WRONLY && fstat (fd, &status) == 0 && S_ISFIFO (status.st_mode))
        return fd;
    }

  g_error ("No pipe to the parent");
}

static void
write_to_parent (const void *data, gsize size)
{
  g_assert_cmpint (write (find_output (), data, size), ==, (gssize) size);
}

static G_NORETURN void
allocate (void)
{
  while (TRUE)
    memset (g_malloc (ALLOCATION), 1, ALLOCATION);
}

/* Dies if the file that $KINDRED_FAKE_ONCE names is there, and removes it. */
static void
crash_once (void)
{
  const char *path = g_getenv ("KINDRED_FAKE_ONCE");

  if (path != NULL && g_unlink (path) == 0)
    abort ();
}

/* A random-looking answer that is long enough for a header and a message. */
static void
write_garbage (void)
{
  guint8 garbage[64] = { 60, 0, 0, 0 };

  memset (garbage + 4, 0xA5, sizeof garbage - 4);
  write_to_parent (garbage, sizeof garbage);
}

static gboolean
obey (FakeCommand command, GError **error)
{
  switch (command)
    {
    case FAKE_COMMAND_CRASH:
      abort ();
    case FAKE_COMMAND_HANG:
      wait_forever ();
    case FAKE_COMMAND_ALLOCATE:
      allocate ();
    case FAKE_COMMAND_GARBAGE:
      write_garbage ();
      return TRUE;
    case FAKE_COMMAND_EXIT:
      _exit (0);
    case FAKE_COMMAND_FAIL:
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, "The photo says so");
      return FALSE;
    case FAKE_COMMAND_PRINT:
      puts ("A library prints something.");
      fflush (stdout);
      return TRUE;
    case FAKE_COMMAND_ONCE:
      crash_once ();
      return TRUE;
    case FAKE_COMMAND_CLOSE:
      close (find_output ());
      wait_forever ();
    case FAKE_COMMAND_HUGE:
      write_to_parent ("\xFF\xFF\xFF\xFF", 4);
      return TRUE;
    default:
      return TRUE;
    }
}

static KindredVisionFace
new_face (int x, int y, int width, int height)
{
  static const float places[KINDRED_VISION_N_POINTS][2]
      = { { 0.3f, 0.35f }, { 0.7f, 0.35f }, { 0.5f, 0.55f }, { 0.35f, 0.75f }, { 0.65f, 0.75f } };
  KindredVisionFace face = { .x = x, .y = y, .width = width, .height = height, .score = 1 };

  for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
    face.points[i] = (KindredVisionPoint){ x + places[i][0] * width, y + places[i][1] * height };

  return face;
}

/* Whether the square that has (x, y) at its top left starts there, and how large it is. */
static gboolean
measure (const KindredVisionImage *image, int x, int y, int *width, int *height)
{
  guint32 colour = get_pixel (image, x, y);
  int right = x, bottom = y;

  if (get_person (colour) == 0)
    return FALSE;
  /* Real photos have no squares on pure black. */
  if (x == 0 || y == 0 || get_pixel (image, x - 1, y) != 0 || get_pixel (image, x, y - 1) != 0)
    return FALSE;

  while (right < image->width && get_pixel (image, right, y) == colour)
    right++;
  while (bottom < image->height && get_pixel (image, x, bottom) == colour)
    bottom++;
  *width = right - x;
  *height = bottom - y;

  return *width >= MIN_SQUARE && *height >= MIN_SQUARE;
}

gboolean
kindred_vision_detect (KindredVision *self, const KindredVisionImage *image, KindredVisionFace **faces, gsize *n_faces,
                       GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KindredVisionFace));

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        guint32 colour = get_pixel (image, x, y);
        KindredVisionFace face;
        int width, height;

        if (!measure (image, x, y, &width, &height))
          continue;
        if (get_person (colour) == FAKE_COMMAND_PERSON)
          {
            if (!obey (colour >> 8 & 0xF, error))
              return FALSE;
            continue;
          }

        face = new_face (x, y, width, height);
        g_array_append_val (found, face);
      }

  *n_faces = found->len;
  *faces = found->len > 0 ? (KindredVisionFace *) (gpointer) g_array_free (g_steal_pointer (&found), FALSE) : NULL;

  return TRUE;
}

/* A unit vector in a direction that depends on @seed alone (Box-Muller). */
static void
fill_direction (double *direction, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  double length = 0;

  for (int i = 0; i < KINDRED_VISION_EMBEDDING_SIZE; i++)
    {
      double u = 1 - g_rand_double (random), v = g_rand_double (random);

      direction[i] = sqrt (-2 * log (u)) * cos (2 * G_PI * v);
      length += direction[i] * direction[i];
    }
  for (int i = 0; i < KINDRED_VISION_EMBEDDING_SIZE; i++)
    direction[i] /= sqrt (length);
}

static void
encode (KindredVision *self, KindredVisionFace *face, guint32 colour)
{
  guint32 encoder = g_str_equal (self->encoder, "compact-1") ? 0 : 1u << 31;
  guint person = get_person (colour), variation = colour >> 8 & 0xF;
  double direction[KINDRED_VISION_EMBEDDING_SIZE], noise[KINDRED_VISION_EMBEDDING_SIZE];

  fill_direction (direction, encoder | person);
  fill_direction (noise, encoder | (person << 8 | variation) << 12 | 0xFFF);
  for (int i = 0; i < KINDRED_VISION_EMBEDDING_SIZE; i++)
    face->embedding[i] = NORM * (direction[i] + NOISE * noise[i]) / sqrt (1 + NOISE * NOISE);

  face->quality = (colour & 0xFF) / 255.0f;
  face->sharpness = 100 * face->quality;
}

gboolean
kindred_vision_encode (KindredVision *self, const KindredVisionImage *image, KindredVisionFace *faces, gsize n_faces,
                       GError **error)
{
  for (gsize i = 0; i < n_faces; i++)
    {
      int x = CLAMP (faces[i].x + faces[i].width / 2, 0, image->width - 1);
      int y = CLAMP (faces[i].y + faces[i].height / 2, 0, image->height - 1);

      encode (self, &faces[i], get_pixel (image, x, y));
    }

  return TRUE;
}

void
kindred_vision_face_scale (KindredVisionFace *face, float factor)
{
  face->x *= factor;
  face->y *= factor;
  face->width *= factor;
  face->height *= factor;
  for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
    {
      face->points[i].x *= factor;
      face->points[i].y *= factor;
    }
}
