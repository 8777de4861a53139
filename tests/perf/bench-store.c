/* bench-store.c - how long what the window waits for takes in a large library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store/kindred-store.h"

#include <stdlib.h>
#include <time.h>

#define N_ROUNDS 9

/* A library as kindred-make-library makes it; it is changed. */
static KindredStore *store;
static gint64 large[2]; /* the two persons with most faces */
static gint64 *half;    /* every second face of the first */
static guint n_half;

static void
check (gboolean done, GError *error)
{
  if (done)
    return;

  g_printerr ("%s\n", error != NULL ? error->message : "failed");
  exit (EXIT_FAILURE);
}

static void
list_people (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = kindred_store_list_people (store, FALSE, NULL, &error);

  check (people != NULL, error);
}

static void
list_faces (void)
{
  KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = large[0] };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = kindred_store_list_faces (store, &query, NULL, &error);

  check (faces != NULL, error);
}

static void
list_photos (void)
{
  KindredPhotoQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (store, &query, NULL, &error);

  check (photos != NULL, error);
}

static void
get_photo_stamps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = kindred_store_list_folders (store, &error);
  g_autoptr (GHashTable) stamps = NULL;

  check (folders != NULL && folders->len > 0, error);
  stamps = kindred_store_get_photo_stamps (store, ((KindredFolderRecord *) folders->pdata[0])->id, NULL, &error);
  check (stamps != NULL, error);
}

static void
load_grouping (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredGroupingFaces) faces = kindred_store_load_grouping (store, "compact-1", NULL, &error);

  check (faces != NULL, error);
}

/* What a split is prepared from. */
static void
load_person (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredGroupingFaces) faces
      = kindred_store_load_grouping_of_person (store, "compact-1", large[0], NULL, &error);

  check (faces != NULL && faces->n_faces > 0, error);
}

static void
apply (KindredEdit *edit)
{
  g_autoptr (GError) error = NULL;

  check (edit != NULL && kindred_store_apply_edit (store, edit, NULL, &error), error);
  kindred_edit_unref (edit);
}

static void
merge (void)
{
  apply (kindred_edit_new_merge (large[0], &large[1], 1, NULL));
}

static void
undo (void)
{
  g_autoptr (GError) error = NULL;

  check (kindred_store_undo (store, NULL, &error), error);
}

static void
redo (void)
{
  g_autoptr (GError) error = NULL;

  check (kindred_store_redo (store, NULL, &error), error);
}

static void
name (void)
{
  static guint number;
  g_autofree char *text = g_strdup_printf ("Somebody %u", number++);

  apply (kindred_edit_new_name (large[0], text, NULL));
}

static void
split_half (void)
{
  apply (kindred_edit_new_move_faces (large[0], half, n_half, 0, "Split", NULL));
}

/* The same faces go to four people. */
static void
split_into_several (void)
{
  KindredSplitPart parts[4] = { { 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      parts[i].faces = half + i * n_half / G_N_ELEMENTS (parts);
      parts[i].n_faces = (i + 1) * n_half / G_N_ELEMENTS (parts) - i * n_half / G_N_ELEMENTS (parts);
    }

  apply (kindred_edit_new_split (large[0], parts, G_N_ELEMENTS (parts), NULL));
}

static void
remove_folder (void)
{
  g_autoptr (GPtrArray) folders = kindred_store_list_folders (store, NULL);

  apply (kindred_edit_new_remove_folder (((KindredFolderRecord *) folders->pdata[0])->id, NULL));
}

/* By the clock, and of the processor: on a busy machine only the second says anything. */
typedef struct
{
  double elapsed;
  double processor;
} Time;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = ((const Time *) a)->elapsed, second = ((const Time *) b)->elapsed;

  return first < second ? -1 : first > second;
}

static double
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static Time
measure (void (*func) (void))
{
  double processor = get_processor_time ();
  gint64 start = g_get_monotonic_time ();

  func ();

  return (Time){ (g_get_monotonic_time () - start) / 1000.0, get_processor_time () - processor };
}

static void
print (const char *title, const Time *times, int n)
{
  g_print ("%-42s %8.1f ms (%.1f to %.1f), processor %.1f ms\n", title, times[n / 2].elapsed, times[0].elapsed,
           times[n - 1].elapsed, times[n / 2].processor);
}

/* The median and the worst of some rounds; @after brings the library back to where it was. */
static void
report (const char *title, void (*func) (void), const char *after_title, void (*after) (void))
{
  Time times[2][N_ROUNDS];

  for (int i = 0; i < N_ROUNDS; i++)
    {
      times[0][i] = measure (func);
      if (after != NULL)
        times[1][i] = measure (after);
    }

  qsort (times[0], N_ROUNDS, sizeof (Time), compare_times);
  print (title, times[0], N_ROUNDS);
  if (after == NULL)
    return;

  qsort (times[1], N_ROUNDS, sizeof (Time), compare_times);
  print (after_title, times[1], N_ROUNDS);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  const KindredPersonRecord *first = *(KindredPersonRecord *const *) a, *second = *(KindredPersonRecord *const *) b;

  return first->n_faces < second->n_faces ? 1 : first->n_faces > second->n_faces ? -1 : 0;
}

/* Two persons of thousands of faces each, as the targets have them. */
static void
choose_persons (guint size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = kindred_store_list_people (store, TRUE, NULL, &error);
  g_autoptr (GArray) small = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_faces = 0;

  check (people != NULL && people->len > 2, error);
  g_ptr_array_sort (people, compare_sizes);
  for (int i = 0; i < 2; i++)
    large[i] = ((KindredPersonRecord *) people->pdata[i])->id;

  n_faces = ((KindredPersonRecord *) people->pdata[1])->n_faces;
  for (guint i = 2; i < people->len && n_faces < size; i++)
    {
      const KindredPersonRecord *person = people->pdata[i];

      g_array_append_val (small, person->id);
      n_faces += person->n_faces;
    }

  if (small->len > 0)
    apply (kindred_edit_new_merge (large[1], (const gint64 *) small->data, small->len, NULL));
  g_print ("Persons of %u and %u faces\n", ((KindredPersonRecord *) people->pdata[0])->n_faces, n_faces);
}

static void
choose_half (void)
{
  KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = large[0] };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = kindred_store_list_faces (store, &query, NULL, &error);

  check (faces != NULL, error);
  half = g_new (gint64, faces->len);
  for (guint i = 0; i < faces->len; i += 2)
    half[n_half++] = ((KindredFaceRecord *) faces->pdata[i])->id;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  Time first;

  if (argc != 2)
    {
      g_printerr ("Usage: %s FILE, a copy of a made library\n", argv[0]);
      return 2;
    }

  store = kindred_store_open (argv[1], 0, &error);
  check (store != NULL, error);

  first = measure (list_people);
  print ("list people, first time", &first, 1);
  report ("list people", list_people, NULL, NULL);
  choose_persons (5000);
  choose_half ();
  report ("list faces of the largest person", list_faces, NULL, NULL);
  report ("list all photos", list_photos, NULL, NULL);
  report ("stamps of all photos", get_photo_stamps, NULL, NULL);
  report ("load for grouping", load_grouping, NULL, NULL);
  report ("load the largest person", load_person, NULL, NULL);
  report ("name", name, "undo", undo);
  report ("merge the two largest", merge, "undo", undo);
  report ("split the largest in halves", split_half, "undo", undo);
  report ("split half of it to four people", split_into_several, "undo", undo);
  merge ();
  report ("undo the merge", undo, "redo it", redo);
  undo ();
  report ("remove the folder", remove_folder, "undo", undo);

  g_free (half);
  kindred_store_close (store);

  return EXIT_SUCCESS;
}
