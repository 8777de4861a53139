/* kindred-make-library.c - makes a library of any size, without photos, to measure on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "make-thumbnails.h"

#include "base/kindred-paths.h"
#include "store/kindred-store.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

#define PHOTOS_PER_TRANSACTION 1000
#define ENCODER "compact-1"
#define RADIUS 0.85  /* of the centres of persons around the origin: they lie about 1.2 apart */
#define SPREAD 0.022 /* standard deviation in each dimension: faces of a person lie about 0.35 apart */
#define NAMED_PERCENT 10

static int n_faces = 100000;
static int n_people = 2000;
static int n_photos = 60000;
static int n_twins = 0;
static int seed = 1;
static char *thumbnails = NULL;
static char **files = NULL;

static const GOptionEntry entries[] = {
  { "faces", 0, 0, G_OPTION_ARG_INT, &n_faces, "How many faces (100000)", "N" },
  { "people", 0, 0, G_OPTION_ARG_INT, &n_people, "How many persons (2000)", "N" },
  { "photos", 0, 0, G_OPTION_ARG_INT, &n_photos, "How many photos (60000)", "N" },
  { "twins", 0, 0, G_OPTION_ARG_INT, &n_twins, "How many pairs of persons look so alike that one would ask (0)", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Makes another library (1)", "N" },
  { "thumbnails", 0, 0, G_OPTION_ARG_FILENAME, &thumbnails,
    "Draw face thumbnails; DIR is to be the XDG_CACHE_HOME of who uses them", "DIR" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE" },
  { NULL },
};

typedef struct
{
  GRand *rand;
  KindredStore *store;
  gint64 folder;
  float *centres; /* n_people x KINDRED_EMBEDDING_SIZE */
  int *owners;    /* of the faces: the number of a person, or -1 */
  gint64 *ids;    /* of the faces */
} Maker;

static double
get_normal (GRand *rand)
{
  double u = 1 - g_rand_double (rand);

  return sqrt (-2 * log (u)) * cos (2 * G_PI * g_rand_double (rand));
}

static void
make_centre (Maker *self, float *centre)
{
  double length = 0;

  for (int i = 0; i < KINDRED_EMBEDDING_SIZE; i++)
    {
      centre[i] = get_normal (self->rand);
      length += centre[i] * centre[i];
    }

  for (int i = 0; i < KINDRED_EMBEDDING_SIZE; i++)
    centre[i] *= RADIUS / sqrt (length);
}

/* Among those who have no name. */
static void
make_twins (Maker *self)
{
  for (int i = 0; i < n_twins; i++)
    {
      float *twin = self->centres + (gsize) (n_people - 1 - 2 * i) * KINDRED_EMBEDDING_SIZE;
      const float *other = twin - KINDRED_EMBEDDING_SIZE;

      for (int k = 0; k < KINDRED_EMBEDDING_SIZE; k++)
        twin[k] += 0.6F * (other[k] - twin[k]);
    }
}

/* As albums are: every twentieth face is a stranger's; one person has a twentieth of the faces, and
 * the others less and less. */
static void
choose_owners (Maker *self)
{
  g_autofree double *shares = g_new (double, n_people);
  double sum = 0;

  for (int i = 0; i < n_people; i++)
    sum += shares[i] = 1 / pow (i + 10, 0.9);

  for (int i = 0; i < n_faces; i++)
    {
      double place = g_rand_double (self->rand);

      if (place < 0.05)
        self->owners[i] = -1;
      else if (place < 0.1)
        self->owners[i] = 0;
      else
        {
          int owner = 0;

          for (double rest = g_rand_double (self->rand) * sum; owner < n_people - 1 && rest > shares[owner]; owner++)
            rest -= shares[owner];
          self->owners[i] = owner;
        }
    }
}

static KindredFaceRecord *
make_face (Maker *self, int number, int place)
{
  KindredFaceRecord *face = kindred_face_record_new ();
  float stranger[KINDRED_EMBEDDING_SIZE];
  int owner = self->owners[number];
  const float *centre = stranger;

  if (owner >= 0)
    centre = self->centres + (gsize) owner * KINDRED_EMBEDDING_SIZE;
  else
    make_centre (self, stranger);

  face->x = fmod (0.12 * place, 0.88);
  face->y = 0.1 + 0.2 * (place / 7 % 4);
  face->width = 0.1;
  face->height = 0.15;
  face->score = g_rand_double_range (self->rand, 0.5, 1);
  face->sharpness = g_rand_double_range (self->rand, 10, 1000);
  face->size = g_rand_double_range (self->rand, 40, 400);
  face->quality = g_rand_double_range (self->rand, 0.2, 1);
  face->detector = g_strdup ("yunet");
  face->encoder = g_strdup (ENCODER);
  face->embedding = g_new (float, KINDRED_EMBEDDING_SIZE);
  for (int i = 0; i < KINDRED_EMBEDDING_SIZE; i++)
    face->embedding[i] = centre[i] + SPREAD * get_normal (self->rand);

  return face;
}

static gboolean
make_photo (Maker *self, int number, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/made/%d/%02d/IMG_%06d.jpg", 2000 + number % 20, 1 + number % 12, number);
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  /* Faces are dealt out evenly, the rest to the first photos. */
  int first = (gint64) number * n_faces / n_photos, end = (gint64) (number + 1) * n_faces / n_photos;

  photo->id = kindred_store_put_new_photo (self->store, self->folder, path, 1000000 + number, 1, error);
  if (photo->id == 0)
    return FALSE;

  photo->content_hash = g_strdup_printf ("%064x", number);
  photo->width = 4000;
  photo->height = 3000;
  photo->orientation = 1;
  photo->taken = G_GINT64_CONSTANT (946684800) + (gint64) (number % 20) * 31557600 + number;
  photo->camera = g_strdup ("Made Camera");
  for (int i = first; i < end; i++)
    g_ptr_array_add (faces, make_face (self, i, i - first));

  if (!kindred_store_put_analysis (self->store, photo, faces, error))
    return FALSE;

  for (int i = first; i < end; i++)
    self->ids[i] = ((KindredFaceRecord *) g_ptr_array_index (faces, i - first))->id;

  return TRUE;
}

static gboolean
make_photos (Maker *self, GError **error)
{
  for (int i = 0; i < n_photos; i += PHOTOS_PER_TRANSACTION)
    {
      if (!kindred_store_begin (self->store, error))
        return FALSE;

      for (int j = i; j < MIN (i + PHOTOS_PER_TRANSACTION, n_photos); j++)
        if (!make_photo (self, j, error))
          return FALSE;

      if (!kindred_store_commit (self->store, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
make_people (Maker *self, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autofree KindredFaceMove *moves = g_new0 (KindredFaceMove, n_faces);
  gsize n_moves = 0;

  for (int i = 0; i < n_faces; i++)
    if (self->owners[i] >= 0)
      moves[n_moves++] = (KindredFaceMove){ self->ids[i], 0, -1 - self->owners[i] };

  if (!kindred_store_apply_grouping (self->store, moves, n_moves, self->ids, n_faces, FALSE, NULL, error))
    return FALSE;

  people = kindred_store_list_people (self->store, TRUE, NULL, error);
  for (guint i = 0; people != NULL && i < people->len * NAMED_PERCENT / 100; i++)
    {
      const KindredPersonRecord *person = g_ptr_array_index (people, i);
      g_autofree char *name = g_strdup_printf ("Person %04u", i);
      g_autoptr (KindredEdit) edit = kindred_edit_new_name (person->id, name, error);

      if (edit == NULL || !kindred_store_apply_edit (self->store, edit, NULL, error))
        return FALSE;
    }

  return people != NULL;
}

static gboolean
make_library (Maker *self, const char *path, GError **error)
{
  self->store = kindred_store_open (path, KINDRED_STORE_CREATE, error);
  if (self->store == NULL)
    return FALSE;

  self->folder = kindred_store_add_folder (self->store, "/made", error);
  if (self->folder == 0 || !make_photos (self, error) || !make_people (self, error))
    return FALSE;

  if (thumbnails == NULL)
    return TRUE;

  g_setenv ("XDG_CACHE_HOME", thumbnails, TRUE);

  return make_thumbnails (kindred_store_get_library_id (self->store), self->ids, self->owners, n_faces, error);
}

static gboolean
run (const char *path, GError **error)
{
  Maker maker = { 0 };
  gboolean done;

  maker.rand = g_rand_new_with_seed (seed);
  maker.centres = g_new (float, (gsize) n_people *KINDRED_EMBEDDING_SIZE);
  maker.owners = g_new (int, n_faces);
  maker.ids = g_new0 (gint64, n_faces);

  for (int i = 0; i < n_people; i++)
    make_centre (&maker, maker.centres + (gsize) i * KINDRED_EMBEDDING_SIZE);
  make_twins (&maker);
  choose_owners (&maker);
  done = make_library (&maker, path, error);

  g_clear_pointer (&maker.store, kindred_store_close);
  g_free (maker.ids);
  g_free (maker.owners);
  g_free (maker.centres);
  g_rand_free (maker.rand);

  return done;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_option_context_set_summary (context, "Makes a library of faces that nobody has, to measure on.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL || files[1] != NULL || n_faces < 1
      || n_people < 1 || n_photos < 1 || n_twins < 0 || n_twins > n_people / 2
      || g_file_test (files[0], G_FILE_TEST_EXISTS))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Name one FILE that does not exist; numbers are positive");
      return 2;
    }

  if (!run (files[0], &error))
    {
      g_printerr ("%s\n", error->message);
      return 3;
    }

  return EXIT_SUCCESS;
}
