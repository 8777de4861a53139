/* kindred-group.c - groups embeddings from files, all at once or in portions: for trials and measurements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "grouping/kindred-chinese-whispers.h"
#include "grouping/kindred-npy.h"
#include "grouping/kindred-regroup.h"
#include "grouping/kindred-suggest.h"

#include <string.h>

static double eps = 0.49;
static double max_mean = 0.47;
static double pairs_weight = 0;
static double min_quality = 0;
static int min_samples = 2;
static int n_portions = 0;
static int seed = 0;
static int n_questions = 0;
static gboolean whispers = FALSE;

static const GOptionEntry options[] = {
  { "eps", 0, 0, G_OPTION_ARG_DOUBLE, &eps, "Radius", "E" },
  { "max-mean", 0, 0, G_OPTION_ARG_DOUBLE, &max_mean, "Largest mean distance of two groups; 0 for none", "D" },
  { "pairs-weight", 0, 0, G_OPTION_ARG_DOUBLE, &pairs_weight, "Of pairs against centres in it; 0 for the default",
    "W" },
  { "min-quality", 0, 0, G_OPTION_ARG_DOUBLE, &min_quality, "Faces below hold nothing together", "Q" },
  { "min-samples", 0, 0, G_OPTION_ARG_INT, &min_samples, "Neighbours of a core", "M" },
  { "portions", 0, 0, G_OPTION_ARG_INT, &n_portions, "Grow in so many portions; 0 to regroup at once", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Order of the portions", "S" },
  { "questions", 0, 0, G_OPTION_ARG_INT, &n_questions, "Ask so many questions after regrouping, answered truly", "N" },
  { "chinese-whispers", 0, 0, G_OPTION_ARG_NONE, &whispers, "Group by Chinese whispers at --eps instead", NULL },
  { NULL },
};

typedef struct
{
  gsize n;
  gsize dimension;
  float *embeddings;
  gint32 *photo;
  gint32 *truth; /* number of the true person, or -1 */
  gint32 *track; /* number of those that are known to be one person's, or -1 */
  gsize n_tracks;
  guint8 *flags;
} Album;

/* One line a face: number of the photo, quality, and if there are to be questions the number of the true person.  Faces
 * that have the same fourth number are together from the beginning. */
static void
read_faces (const char *path, Album *album)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &contents, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (contents, "\n", -1);
  album->photo = g_new0 (gint32, album->n);
  album->truth = g_new (gint32, album->n);
  album->track = g_new (gint32, album->n);
  album->flags = g_new0 (guint8, album->n);
  memset (album->track, -1, album->n * sizeof *album->track);
  for (gsize i = 0; i < album->n && lines[i] != NULL; i++)
    {
      char *end;

      album->photo[i] = g_ascii_strtoll (lines[i], &end, 10);
      if (g_ascii_strtod (end, &end) < min_quality)
        album->flags[i] |= KINDRED_GROUPING_FACE_POOR;
      album->truth[i] = *end != '\0' ? g_ascii_strtoll (end, &end, 10) : -1;
      if (*end != '\0')
        album->track[i] = g_ascii_strtoll (end, NULL, 10);
      if (album->track[i] >= 0)
        album->flags[i] |= KINDRED_GROUPING_FACE_DECIDED;
      album->n_tracks = MAX (album->n_tracks, (gsize) (album->track[i] + 1));
    }
}

static gsize *
shuffle (gsize n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gsize *order = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  for (gsize i = n; seed != 0 && i > 1; i--)
    {
      gsize j = g_rand_int_range (rand, 0, i), other = order[i - 1];

      order[i - 1] = order[j];
      order[j] = other;
    }

  return order;
}

/* Faces in the order in which they come; labels in the order of the file. */
static void
grow_in_portions (const Album *album, gint64 *labels)
{
  g_autofree gsize *order = shuffle (album->n);
  g_autofree float *embeddings = g_new (float, album->n * album->dimension);
  g_autofree gint32 *photo = g_new (gint32, album->n);
  g_autofree gint32 *person = g_new (gint32, album->n);
  g_autofree guint8 *flags = g_new (guint8, album->n);
  g_autofree gint32 *result = g_new (gint32, album->n);
  g_autofree guint8 *person_flags = g_new0 (guint8, album->n);
  gsize n_persons = 0;

  for (gsize i = 0; i < album->n; i++)
    {
      memcpy (embeddings + i * album->dimension, album->embeddings + order[i] * album->dimension,
              album->dimension * sizeof (float));
      photo[i] = album->photo[order[i]];
      flags[i] = album->flags[order[i]] | KINDRED_GROUPING_FACE_NEW;
      person[i] = -1;
    }

  for (int portion = 1; portion <= n_portions; portion++)
    {
      KindredGroupingInput input = { .n_faces = album->n * portion / n_portions,
                                     .embeddings = embeddings,
                                     .dimension = album->dimension,
                                     .photo = photo,
                                     .person = person,
                                     .face_flags = flags,
                                     .n_persons = n_persons,
                                     .person_flags = person_flags,
                                     .eps = eps,
                                     .min_samples = min_samples,
                                     .max_mean = max_mean,
                                     .pairs_weight = pairs_weight };
      gsize n_new = 0;

      g_assert_true (kindred_grow (&input, result, &n_new, NULL, NULL, NULL, NULL));
      n_persons += n_new;
      for (gsize i = 0; i < input.n_faces; i++)
        {
          person[i] = result[i];
          flags[i] &= ~KINDRED_GROUPING_FACE_NEW;
        }
    }

  for (gsize i = 0; i < album->n; i++)
    labels[order[i]] = person[i];
}

/* ---- questions ---- */

/* Whom most of the faces of @person show. */
static gint32
get_true_person (const Album *album, const gint32 *person, gint32 which)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  gint32 best = -1, n_best = 0;

  for (gsize i = 0; i < album->n; i++)
    if (person[i] == which && album->truth[i] >= 0)
      {
        gint32 n = GPOINTER_TO_INT (g_hash_table_lookup (counts, GINT_TO_POINTER (album->truth[i]))) + 1;

        g_hash_table_insert (counts, GINT_TO_POINTER (album->truth[i]), GINT_TO_POINTER (n));
        if (n > n_best)
          {
            best = album->truth[i];
            n_best = n;
          }
      }

  return best;
}

/* A yes is done at once; a no is remembered. */
static void
answer (const Album *album, gint32 *person, const KindredSuggestion *question, GArray *answered)
{
  const KindredAnswered no = { question->person, question->other, question->face };
  gint32 truth = get_true_person (album, person, question->person), other;

  other = question->other >= 0 ? get_true_person (album, person, question->other) : album->truth[question->face];
  if (truth < 0 || truth != other)
    {
      g_array_append_val (answered, no);
      return;
    }

  if (question->face >= 0)
    person[question->face] = question->person;
  for (gsize i = 0; question->other >= 0 && i < album->n; i++)
    if (person[i] == question->other)
      person[i] = question->person;
}

static void
ask_questions (const KindredGroupingInput *input, const Album *album, gint32 *person)
{
  g_autoptr (GArray) answered = g_array_new (FALSE, FALSE, sizeof (KindredAnswered));

  for (int i = 0; i < n_questions; i++)
    {
      g_autoptr (GArray) questions
          = kindred_suggest (input, (const KindredAnswered *) (gpointer) answered->data, answered->len, 1, NULL, NULL);

      g_assert_nonnull (questions);
      if (questions->len == 0)
        break;
      answer (album, person, &g_array_index (questions, KindredSuggestion, 0), answered);
    }
}

static void
regroup (const Album *album, gint64 *labels)
{
  g_autofree gint32 *result = g_new (gint32, album->n);
  g_autofree guint8 *person_flags = g_new0 (guint8, album->n + album->n_tracks);
  KindredGroupingInput input = { .n_faces = album->n,
                                 .embeddings = album->embeddings,
                                 .dimension = album->dimension,
                                 .photo = album->photo,
                                 .person = album->track,
                                 .n_persons = album->n_tracks,
                                 .person_flags = person_flags,
                                 .face_flags = album->flags,
                                 .eps = eps,
                                 .min_samples = min_samples,
                                 .max_mean = max_mean,
                                 .pairs_weight = pairs_weight };
  gsize n_new;

  g_assert_true (kindred_regroup (&input, result, &n_new, NULL, NULL, NULL, NULL));
  if (n_questions > 0)
    {
      input.person = result;
      input.n_persons = album->n_tracks + n_new;
      ask_questions (&input, album, result);
    }

  for (gsize i = 0; i < album->n; i++)
    labels[i] = result[i];
}

static void
group_by_whispers (const Album *album, gint64 *labels)
{
  g_autofree gint32 *result = g_new (gint32, album->n);

  g_assert_true (
      kindred_chinese_whispers (album->embeddings, album->n, album->dimension, eps, 20, seed, 0, result, NULL, NULL));
  for (gsize i = 0; i < album->n; i++)
    labels[i] = result[i];
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN.npy FACES.txt OUT.npy");
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *labels = NULL;
  Album album = { 0 };

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 4)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "IN.npy FACES.txt OUT.npy");
      return 2;
    }

  if (!kindred_npy_read (argv[1], &album.embeddings, &album.n, &album.dimension, &error))
    g_error ("%s", error->message);

  read_faces (argv[2], &album);
  labels = g_new (gint64, album.n);
  if (whispers)
    group_by_whispers (&album, labels);
  else if (n_portions > 0)
    grow_in_portions (&album, labels);
  else
    regroup (&album, labels);

  if (!kindred_npy_write_labels (argv[3], labels, album.n, &error))
    g_error ("%s", error->message);

  g_free (album.embeddings);
  g_free (album.photo);
  g_free (album.truth);
  g_free (album.track);
  g_free (album.flags);

  return 0;
}
