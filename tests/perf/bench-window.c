/* bench-window.c - how long the window keeps its user waiting, on a library of any size
 *
 *   bench-window LIBRARY
 *
 * Drives the real window and measures how much the main loop works each time that it wakes up: nothing is drawn and
 * no key is answered meanwhile. Drawing is part of it, so that figures depend on GSK_RENDERER.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/kindred-application.h"
#include "app/kindred-face-picture.h"
#include "app/kindred-people-page.h"
#include "app/kindred-person-page.h"
#include "app/kindred-window.h"

#include <locale.h>
#include <time.h>

#define SCROLL_SECONDS 5
#define PATIENCE_SECONDS 60
#define N_QUESTIONS 20
#define SLOW 8000 /* microseconds: what nobody may keep the main loop for */
#define STALL 16000

static KindredLibrary *library = NULL;
static KindredSession *session = NULL;
static GtkWidget *window = NULL;
static gint64 started;

/* ---- how long the main loop is busy ---- */

static GPollFunc poll_func;
static gint64 busy_since, worked_since;
static GArray *busy; /* microseconds of the processor; on a machine that has nothing else to do, of the clock too */
static gint64 longest;

/* The phases of the frame clock within the step, and of the longest one */
typedef enum
{
  PHASE_OTHER, /* what is between frames: signals, answers of threads */
  PHASE_UPDATE,
  PHASE_LAYOUT,
  PHASE_PAINT,
  N_PHASES,
} Phase;

static gint64 phases[N_PHASES], longest_phases[N_PHASES], phase_since, longest_work;
static Phase phase;

/* Of this thread. */
static gint64
get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
enter_phase (Phase next)
{
  gint64 now = get_work ();

  phases[phase] += now - phase_since;
  phase_since = now;
  phase = next;
}

static void
phase_cb (GdkFrameClock *clock, gpointer user_data)
{
  enter_phase (GPOINTER_TO_UINT (user_data));
}

/* The handlers come after those of the window, which are connected when it is realized: each ends a phase. */
static void
probe_clock (GtkWidget *widget)
{
  static const struct
  {
    const char *signal;
    Phase next;
  } probes[] = {
    { "flush-events", PHASE_UPDATE }, { "update", PHASE_LAYOUT },     { "layout", PHASE_PAINT },
    { "paint", PHASE_UPDATE },        { "after-paint", PHASE_OTHER },
  };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    g_signal_connect_after (clock, probes[i].signal, G_CALLBACK (phase_cb), GUINT_TO_POINTER (probes[i].next));
}

static gint
measuring_poll (GPollFD *fds, guint n_fds, gint timeout)
{
  gint64 now = g_get_monotonic_time ();
  gint64 spent = get_work () - worked_since;
  gint result;

  if (busy_since != 0)
    {
      g_array_append_val (busy, spent);
      longest = MAX (longest, now - busy_since);
      enter_phase (PHASE_OTHER);
      if (spent > longest_work)
        {
          longest_work = spent;
          memcpy (longest_phases, phases, sizeof phases);
        }
    }
  result = poll_func (fds, n_fds, timeout);
  busy_since = g_get_monotonic_time ();
  worked_since = get_work ();
  memset (phases, 0, sizeof phases);
  phase_since = worked_since;

  return result;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

static void
report (const char *what)
{
  guint n_slow = 0, n_stalls = 0;

  g_array_sort (busy, compare);
  for (guint i = 0; i < busy->len; i++)
    {
      gint64 spent = g_array_index (busy, gint64, i);

      n_slow += spent > SLOW ? 1 : 0;
      n_stalls += spent > STALL ? 1 : 0;
    }

  if (busy->len > 0)
    g_print ("%-24s longest %6.1f ms (by the clock %6.1f), 99%% under %5.1f, over 8 ms %3u, over 16 ms %3u, of %u\n",
             what, (double) g_array_index (busy, gint64, busy->len - 1) / 1000, (double) longest / 1000,
             (double) g_array_index (busy, gint64, busy->len * 99 / 100) / 1000, n_slow, n_stalls, busy->len);
  g_print ("%-24s of the longest: layout %.1f, painting %.1f, other things of a frame %.1f, the rest %.1f ms\n", "",
           (double) longest_phases[PHASE_LAYOUT] / 1000, (double) longest_phases[PHASE_PAINT] / 1000,
           (double) longest_phases[PHASE_UPDATE] / 1000, (double) longest_phases[PHASE_OTHER] / 1000);
  g_array_set_size (busy, 0);
  longest = 0;
  longest_work = 0;
}

/* ---- waiting ---- */

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until_ = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;                                       \
    guint wake_ = g_timeout_add (5, wake_cb, NULL);                                                                    \
    while (!(condition))                                                                                               \
      {                                                                                                                \
        g_main_context_iteration (NULL, TRUE);                                                                         \
        if (g_get_monotonic_time () > until_)                                                                          \
          g_error ("This did not happen: %s", #condition);                                                             \
      }                                                                                                                \
    g_source_remove (wake_);                                                                                           \
  }                                                                                                                    \
  G_STMT_END

static void
wait_seconds (double seconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  wait_for (g_get_monotonic_time () >= until);
}

/* ---- widgets ---- */

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_grid (void)
{
  GtkWidget *page = kindred_window_get_page (KINDRED_WINDOW (window));

  return page != NULL ? find (page, GTK_TYPE_GRID_VIEW) : NULL;
}

static guint
count (void)
{
  GtkWidget *grid = get_grid ();

  return grid != NULL ? g_list_model_get_n_items (G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (grid)))) : 0;
}

static gboolean
is_painted (void)
{
  GtkWidget *picture = get_grid () != NULL ? find (get_grid (), KINDRED_TYPE_FACE_PICTURE) : NULL;

  return picture != NULL && kindred_face_picture_get_texture (KINDRED_FACE_PICTURE (picture)) != NULL;
}

typedef struct
{
  GtkAdjustment *adjustment;
  gint64 start;
  gboolean done;
} Scroll;

/* Down to the end and up again, with the frame clock. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  double elapsed = (double) (gdk_frame_clock_get_frame_time (clock) - scroll->start) / G_USEC_PER_SEC;
  double fraction = elapsed / SCROLL_SECONDS * 2;
  double end = gtk_adjustment_get_upper (scroll->adjustment) - gtk_adjustment_get_page_size (scroll->adjustment);

  scroll->done = fraction >= 2;
  gtk_adjustment_set_value (scroll->adjustment, end * (fraction < 1 ? fraction : MAX (0, 2 - fraction)));

  return scroll->done ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
scroll (void)
{
  GtkWidget *grid = get_grid ();
  Scroll scroll = { gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid)), g_get_monotonic_time (), FALSE };

  gtk_widget_add_tick_callback (grid, scroll_cb, &scroll, NULL);
  wait_for (scroll.done);
}

static guint
get_memory (const char *field)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;

  line = strstr (status, field);

  return line != NULL ? (guint) (g_ascii_strtoull (line + strlen (field) + 1, NULL, 10) / 1024) : 0;
}

/* ---- what is measured ---- */

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  library = kindred_library_open_finish (result, &error);
  if (library == NULL)
    g_error ("%s", error->message);

  session = kindred_session_new (library);
  kindred_window_set_session (KINDRED_WINDOW (window), session);
}

static void
measure_start (void)
{
  window = kindred_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 760);
  gtk_window_present (GTK_WINDOW (window));
  probe_clock (window);

  wait_for (count () > 0);
  g_print ("first people listed after           %6.0f ms\n", (double) (g_get_monotonic_time () - started) / 1000);
  wait_for (is_painted ());
  g_print ("first picture shown after           %6.0f ms\n", (double) (g_get_monotonic_time () - started) / 1000);
  wait_seconds (1);
  report ("opening");
}

static void
measure_search (void)
{
  static const char *const texts[] = { "p", "pe", "per", "pers", "perso", "person", "person 1", "" };
  GtkWidget *page = kindred_window_get_page (KINDRED_WINDOW (window));
  GtkWidget *entry = find (page, GTK_TYPE_SEARCH_ENTRY);

  gtk_widget_activate_action (page, "people.search", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), texts[i]);
      wait_seconds (0.25);
    }
  gtk_widget_activate_action (page, "people.escape", NULL);
  wait_seconds (0.5);
  report ("searching");
}

/* The person of the most faces, or of the second most. (transfer full) */
static KindredPersonItem *
get_big_person (gboolean second)
{
  GListModel *model = G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid ())));
  KindredPersonItem *found[2] = { NULL, NULL };

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (KindredPersonItem) person = g_list_model_get_item (model, i);
      guint n_faces = kindred_person_item_get_n_faces (person);
      guint place = found[0] == NULL || n_faces > kindred_person_item_get_n_faces (found[0]) ? 0 : 1;

      if (place == 1 && found[1] != NULL && n_faces <= kindred_person_item_get_n_faces (found[1]))
        continue;
      if (place == 0)
        found[1] = found[0];
      found[place] = person; /* owned by the model */
    }

  return g_object_ref (found[second ? 1 : 0]);
}

static void
measure_person (void)
{
  g_autoptr (KindredPersonItem) biggest = get_big_person (FALSE);
  gint64 begun = g_get_monotonic_time ();

  gtk_widget_activate_action (window, "win.show-person", "x", kindred_item_get_id (KINDRED_ITEM (biggest)));
  wait_for (count () > 0);
  g_print ("person of %u faces opened in       %6.0f ms\n", kindred_person_item_get_n_faces (biggest),
           (double) (g_get_monotonic_time () - begun) / 1000);
  wait_seconds (1);
  report ("opening a person");
  scroll ();
  report ("scrolling faces");
  gtk_widget_activate_action (window, "win.go-back", NULL);
  wait_seconds (0.5);
  report ("going back");
}

static void
measure_other (void)
{
  gint64 begun = g_get_monotonic_time (), listed;

  gtk_widget_activate_action (window, "win.show-other-faces", NULL);
  wait_for (count () > 0);
  listed = g_get_monotonic_time ();
  wait_seconds (1);
  g_print ("%u other faces listed in           %6.0f ms\n", count (), (double) (listed - begun) / 1000);
  report ("opening the other faces");
  scroll ();
  report ("scrolling other faces");
  gtk_widget_activate_action (window, "win.go-back", NULL);
  wait_seconds (0.5);
  busy->len = 0;
  longest_work = 0;
}

static void
edited_cb (KindredSession *edited, guint change, gpointer record, guint n_edits, gint64 *when)
{
  *when = g_get_monotonic_time ();
}

/* Two persons become one, and two again. */
static void
measure_merge (const char *what, KindredPersonItem *into, KindredPersonItem *from)
{
  guint n_items = count ();
  gint64 other = kindred_item_get_id (KINDRED_ITEM (from)), begun, done = 0;

  g_signal_connect (session, "edited", G_CALLBACK (edited_cb), &done);
  g_print ("%s: %u and %u faces\n", what, kindred_person_item_get_n_faces (into),
           kindred_person_item_get_n_faces (from));
  begun = g_get_monotonic_time ();
  kindred_session_edit (session, kindred_edit_new_merge (kindred_item_get_id (KINDRED_ITEM (into)), &other, 1, NULL),
                        NULL);
  wait_for (done != 0);
  g_print ("merge answered in                   %6.0f ms\n", (double) (done - begun) / 1000);
  wait_for (count () == n_items - 1);
  g_print ("merge shown in                      %6.0f ms\n", (double) (g_get_monotonic_time () - begun) / 1000);

  done = 0;
  begun = g_get_monotonic_time ();
  kindred_session_undo (session);
  wait_for (done != 0);
  g_print ("undo answered in                    %6.0f ms\n", (double) (done - begun) / 1000);
  wait_for (count () == n_items);
  g_print ("undo shown in                       %6.0f ms\n", (double) (g_get_monotonic_time () - begun) / 1000);
  wait_seconds (0.5);
  report (what);
  g_signal_handlers_disconnect_by_func (session, edited_cb, &done);
}

static void
measure_merges (void)
{
  GListModel *model = G_LIST_MODEL (gtk_grid_view_get_model (GTK_GRID_VIEW (get_grid ())));
  guint middle = g_list_model_get_n_items (model) / 2;
  g_autoptr (KindredPersonItem) first = g_list_model_get_item (model, middle);
  g_autoptr (KindredPersonItem) second = g_list_model_get_item (model, middle + 1);
  g_autoptr (KindredPersonItem) biggest = get_big_person (FALSE);
  g_autoptr (KindredPersonItem) big = get_big_person (TRUE);

  measure_merge ("merging and undoing", first, second);
  measure_merge ("merging the biggest", biggest, big);
}

/* ---- splitting ---- */

typedef struct
{
  KindredSplit *split;
  gint64 when;
} Prepared;

static void
split_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Prepared *prepared = user_data;
  g_autoptr (GError) error = NULL;

  prepared->split = kindred_library_split_finish (library, result, &error);
  if (prepared->split == NULL)
    g_error ("%s", error->message);
  prepared->when = g_get_monotonic_time ();
}

static void
measure_split (void)
{
  g_autoptr (KindredPersonItem) biggest = get_big_person (FALSE);
  g_autofree gint32 *labels = NULL;
  gint64 begun = g_get_monotonic_time (), longest_cut = 0;
  clock_t work_begun = clock ();
  double prepared_work;
  Prepared prepared = { NULL, 0 };
  gsize n_faces;

  kindred_library_split_async (library, kindred_item_get_id (KINDRED_ITEM (biggest)), NULL, split_cb, &prepared);
  wait_for (prepared.split != NULL);
  prepared_work = (double) (clock () - work_begun) * 1000 / CLOCKS_PER_SEC;
  kindred_split_get_faces (prepared.split, &n_faces);
  labels = g_new (gint32, n_faces);
  for (int i = 0; i <= 100; i++)
    {
      gint64 work = get_work ();

      kindred_split_cut (prepared.split, i / 100.0, labels);
      longest_cut = MAX (longest_cut, get_work () - work);
    }
  g_print ("split of %u faces prepared in     %6.0f ms (CPU %.0f), longest cut %.1f ms (CPU)\n", (guint) n_faces,
           (double) (prepared.when - begun) / 1000, prepared_work, (double) longest_cut / 1000);
  kindred_split_free (prepared.split);
  g_array_set_size (busy, 0);
  longest_work = longest = 0;
}

/* ---- review ---- */

static guint n_frames;

static void
frame_cb (void)
{
  n_frames++;
}

/* Both sides have a picture, and it has been drawn. */
static gboolean
is_asked (GtkWidget *widget, guint *n_pictures)
{
  if (KINDRED_IS_FACE_PICTURE (widget) && gtk_widget_get_mapped (widget))
    {
      if (kindred_face_picture_get_texture (KINDRED_FACE_PICTURE (widget)) == NULL)
        return FALSE;
      (*n_pictures)++;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!is_asked (child, n_pictures))
        return FALSE;
    }

  return TRUE;
}

static void
wait_for_question (void)
{
  guint n_pictures = 0, drawn;

  wait_for ((n_pictures = 0, kindred_window_get_page (KINDRED_WINDOW (window)) != NULL)
            && is_asked (kindred_window_get_page (KINDRED_WINDOW (window)), &n_pictures) && n_pictures >= 2);
  drawn = n_frames;
  gtk_widget_queue_draw (window);
  wait_for (n_frames > drawn);
}

static void
measure_review (void)
{
  gint64 begun = g_get_monotonic_time (), slowest = 0, sum = 0;

  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (frame_cb), NULL);
  gtk_widget_activate_action (window, "win.show-view", "s", "review");
  wait_for_question ();
  g_print ("first question shown in             %6.0f ms\n", (double) (g_get_monotonic_time () - begun) / 1000);
  wait_seconds (1);
  report ("opening the review");

  for (int i = 0; i < N_QUESTIONS; i++)
    {
      begun = g_get_monotonic_time ();
      gtk_widget_activate_action (kindred_window_get_page (KINDRED_WINDOW (window)), "review.no", NULL);
      wait_for_question ();
      slowest = MAX (slowest, g_get_monotonic_time () - begun);
      sum += g_get_monotonic_time () - begun;
      wait_seconds (0.3);
    }
  g_print ("next of %d questions shown in       %6.0f ms, %.0f ms at most\n", N_QUESTIONS,
           (double) sum / 1000 / N_QUESTIONS, (double) slowest / 1000);
  report ("answering");
}

int
main (int argc, char *argv[])
{
  started = g_get_monotonic_time ();
  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("Usage: bench-window LIBRARY, with a display\n");
      return 2;
    }

  /* As the application does, while GTK gets ready */
  kindred_library_open_ahead_async (argv[1], NULL, NULL, opened_cb, NULL);
  if (!gtk_init_check ())
    g_error ("There is no display.");

  adw_init ();
  kindred_application_register_resources ();
  busy = g_array_new (FALSE, FALSE, sizeof (gint64));
  poll_func = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, measuring_poll);

  measure_start ();
  scroll ();
  report ("scrolling people");
  measure_search ();
  measure_person ();
  measure_other ();
  measure_split ();
  measure_merges ();
  measure_review ();
  g_print ("memory                              %6u MiB now, %u MiB at most\n", get_memory ("VmRSS:"),
           get_memory ("VmHWM:"));

  gtk_window_destroy (GTK_WINDOW (window));
  kindred_library_close (library);

  return 0;
}
