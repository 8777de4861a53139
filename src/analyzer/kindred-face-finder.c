/* kindred-face-finder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-face-finder.h"

#include "kindred-face-plan.h"
#include "protocol/kindred-thumbnail-check.h"

#include <math.h>
#include <string.h>

G_STATIC_ASSERT (KINDRED_VISION_EMBEDDING_SIZE == KINDRED_ANALYSIS_EMBEDDING_SIZE);
G_STATIC_ASSERT (KINDRED_VISION_N_POINTS == KINDRED_ANALYSIS_N_POINTS);

/* Leaves room in a message of KINDRED_ANALYSIS_MAX_MESSAGE for everything else. */
#define MAX_THUMBNAIL_BYTES (KINDRED_ANALYSIS_MAX_MESSAGE / 2)
/* How far out of the picture a box may reach, in sizes of the picture. */
#define MAX_FRACTION 3.9
/* What an encoder's numbers stay far below. */
#define MAX_EMBEDDING_VALUE 1000

/* One picture. */
typedef struct
{
  KindredVision *vision;
  KindredLargerFunc get_larger;
  gpointer data;
  KindredAnalysis *analysis;
  gsize thumbnail_bytes;
} Finder;

static KindredVisionImage
view (const KindredImage *image)
{
  return (KindredVisionImage){ image->pixels, image->width, image->height, image->stride };
}

static gboolean
is_sensible (const KindredVisionFace *face, const KindredImage *image)
{
  const double edge = MAX_FRACTION * MIN (image->width, image->height);

  if (!(fabs (face->x) <= edge && fabs (face->y) <= edge && face->width > 0 && face->width <= edge && face->height > 0
        && face->height <= edge))
    return FALSE;

  for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
    if (!(fabs (face->points[i].x) <= edge && fabs (face->points[i].y) <= edge))
      return FALSE;

  return TRUE;
}

/* Numbers that the parent will accept; NaN becomes the lower limit. */
static double
clamp (double value, double low, double high)
{
  return value >= low ? MIN (value, high) : low;
}

static gboolean
has_embedding (const KindredVisionFace *face)
{
  for (int i = 0; i < KINDRED_VISION_EMBEDDING_SIZE; i++)
    if (!(fabsf (face->embedding[i]) <= MAX_EMBEDDING_VALUE))
      return FALSE;

  return TRUE;
}

static void
add_face (Finder *self, const KindredImage *image, const KindredVisionFace *face, gboolean encoded)
{
  KindredAnalyzedFace *added = kindred_analysis_add_face (self->analysis);
  g_autoptr (GError) error = NULL;

  added->x = face->x / image->width;
  added->y = face->y / image->height;
  added->width = face->width / image->width;
  added->height = face->height / image->height;
  for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
    {
      added->points[2 * i] = face->points[i].x / image->width;
      added->points[2 * i + 1] = face->points[i].y / image->height;
    }
  added->score = clamp (face->score, -1e6, 1e6);
  added->sharpness = clamp (face->sharpness, 0, 1e6);
  added->size = kindred_face_get_edge (face) * image->scale;
  added->yaw = clamp (face->yaw, -1, 1);
  added->pitch = clamp (face->pitch, -1, 1);
  added->roll = clamp (face->roll, -180, 180);
  added->quality = clamp (face->quality, 0, 1);
  added->has_embedding = encoded && has_embedding (face);
  if (added->has_embedding)
    memcpy (added->embedding, face->embedding, sizeof added->embedding);

  if (self->thumbnail_bytes > MAX_THUMBNAIL_BYTES)
    return;
  added->thumbnail = kindred_face_finder_make_thumbnail (image, face->x, face->y, face->width, face->height, &error);
  if (added->thumbnail != NULL)
    self->thumbnail_bytes += g_bytes_get_size (added->thumbnail);
  else
    g_message ("%s", error->message);
}

/* Encodes all of @faces in @image and adds them. */
static void
add_faces (Finder *self, const KindredImage *image, GArray *faces)
{
  KindredVisionImage pixels = view (image);
  g_autoptr (GError) error = NULL;
  gboolean encoded;

  if (faces->len == 0)
    return;

  encoded
      = kindred_vision_encode (self->vision, &pixels, (KindredVisionFace *) (gpointer) faces->data, faces->len, &error);
  if (!encoded)
    g_message ("Faces could not be encoded: %s", error->message);

  for (guint i = 0; i < faces->len; i++)
    add_face (self, image, &g_array_index (faces, KindredVisionFace, i), encoded);
}

/* Divides what was found by whether it wants a larger picture; drops what makes no sense. */
static void
sort_faces (const KindredVisionFace *found, gsize n_found, const KindredImage *image, GArray *here, GArray *larger)
{
  n_found = MIN (n_found, KINDRED_ANALYSIS_MAX_FACES);

  for (gsize i = 0; i < n_found; i++)
    if (is_sensible (&found[i], image))
      g_array_append_val (kindred_face_plan_wants_larger (&found[i], image->scale) ? larger : here, found[i]);
}

static void
add_small_faces (Finder *self, const KindredImage *image, GArray *faces)
{
  g_autoptr (KindredImage) larger = NULL;
  g_autoptr (GError) error = NULL;
  int edge = kindred_face_plan_get_encode_edge ((const KindredVisionFace *) (gpointer) faces->data, faces->len,
                                                MAX (image->width, image->height), image->scale);

  if (faces->len == 0)
    return;

  larger = self->get_larger (edge, self->data, &error);
  if (larger == NULL)
    {
      g_message ("The photo could not be decoded at a larger size: %s", error->message);
      add_faces (self, image, faces);
      return;
    }

  for (guint i = 0; i < faces->len; i++)
    kindred_vision_face_scale (&g_array_index (faces, KindredVisionFace, i), (double) larger->width / image->width);
  add_faces (self, larger, faces);
}

/* Finds faces; in pixels of @image. */
static gboolean
detect (Finder *self, const KindredImage *image, KindredVisionFace **faces, gsize *n_faces, GError **error)
{
  int factor = kindred_face_plan_get_enlargement (MAX (image->width, image->height),
                                                  kindred_vision_get_min_face (self->vision));
  g_autoptr (KindredImage) enlarged = NULL;
  KindredVisionImage pixels;

  if (factor > 1 && image->scale == 1)
    enlarged = kindred_image_enlarge (image, factor);

  pixels = view (enlarged != NULL ? enlarged : image);
  if (!kindred_vision_detect (self->vision, &pixels, faces, n_faces, error))
    return FALSE;

  for (gsize i = 0; enlarged != NULL && i < *n_faces; i++)
    kindred_vision_face_scale (&(*faces)[i], 1.0f / factor);

  return TRUE;
}

gboolean
kindred_face_finder_run (KindredVision *vision, const KindredImage *image, KindredLargerFunc get_larger, gpointer data,
                         KindredAnalysis *analysis, GError **error)
{
  Finder self = { vision, get_larger, data, analysis, 0 };
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (KindredVisionFace));
  g_autoptr (GArray) larger = g_array_new (FALSE, FALSE, sizeof (KindredVisionFace));
  g_autofree KindredVisionFace *found = NULL;
  gsize n_found = 0;

  g_return_val_if_fail (vision != NULL, FALSE);
  g_return_val_if_fail (image != NULL, FALSE);
  g_return_val_if_fail (get_larger != NULL, FALSE);
  g_return_val_if_fail (analysis != NULL, FALSE);

  if (!detect (&self, image, &found, &n_found, error))
    return FALSE;

  sort_faces (found, n_found, image, here, larger);
  add_faces (&self, image, here);
  add_small_faces (&self, image, larger);

  return TRUE;
}

GBytes *
kindred_face_finder_make_thumbnail (const KindredImage *image, double x, double y, double width, double height,
                                    GError **error)
{
  double size = MAX (width, height) * KINDRED_FACE_THUMBNAIL_MARGIN;

  return kindred_image_crop_jpeg (image, x + (width - size) / 2, y + (height - size) / 2, size, KINDRED_THUMBNAIL_EDGE,
                                  error);
}
