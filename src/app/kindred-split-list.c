/* kindred-split-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-split-list.h"

#include "kindred-split-row.h"

#include <glib/gi18n-lib.h>

#define ROWS 24        /* for the largest groups, and as many again for "More" */
#define ROWS_AT_ONCE 5 /* the others follow, one for each turn of the main loop */

struct _KindredSplitList
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredSplitPlan *plan; /* of the page, or NULL */
  GPtrArray *row_list;    /* KindredSplitRow, owned by @rows */
  guint limit;            /* groups to be shown */
  guint n_filled;         /* rows that show their group */
  guint fill_source;

  GtkWidget *rows;
  GtkWidget *each_button;
  GtkButton *more_button;
  GtkLabel *others;
};

G_DEFINE_FINAL_TYPE (KindredSplitList, kindred_split_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_DESTINATION_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- rows ---- */

/* Where a group goes, in words, or NULL when it stays.  (transfer full) */
static char *
dup_destination (KindredSplitList *self, guint destination)
{
  const char *name;
  gint64 id;
  KindredPersonItem *person;

  if (destination == 0)
    return NULL;

  id = kindred_split_plan_get_destination (self->plan, destination, &name);
  if (id == 0)
    return g_strdup (name != NULL ? name : _ ("New person"));

  person = kindred_people_lookup (kindred_session_get_people (self->session), id);

  return g_strdup (person != NULL ? kindred_person_item_get_title (person) : _ ("Nobody any more"));
}

static void
fill_row (KindredSplitList *self, guint i)
{
  const KindredSplitGroup *group = kindred_split_plan_get_group (self->plan, i);
  g_autofree char *destination = dup_destination (self, group->destination);
  GtkWidget *row = g_ptr_array_index (self->row_list, i);

  kindred_split_row_set_group (KINDRED_SPLIT_ROW (row), group, destination);
  gtk_widget_set_visible (row, TRUE);
}

static void
picked_cb (KindredSplitList *self, gboolean leaves, KindredSplitRow *row)
{
  kindred_split_list_set_destination (self, kindred_split_row_get_number (row),
                                      leaves ? kindred_split_plan_add_destination (self->plan, 0, NULL) : 0);
}

static void
destination_wanted_cb (KindredSplitList *self, KindredSplitRow *row)
{
  g_signal_emit (self, signals[SIGNAL_DESTINATION_WANTED], 0, kindred_split_row_get_number (row));
}

static void
add_row (KindredSplitList *self)
{
  GtkWidget *row = kindred_split_row_new (self->session, self->row_list->len);

  g_signal_connect_object (row, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "destination-wanted", G_CALLBACK (destination_wanted_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), row);
  g_ptr_array_add (self->row_list, row);
}

static guint
count_rows (KindredSplitList *self)
{
  return MIN (kindred_split_plan_get_n_groups (self->plan), self->limit);
}

static void
fill_next (KindredSplitList *self)
{
  if (self->n_filled == self->row_list->len)
    add_row (self);
  fill_row (self, self->n_filled++);
}

static gboolean
fill_cb (gpointer user_data)
{
  KindredSplitList *self = user_data;

  if (self->n_filled < count_rows (self))
    fill_next (self);
  if (self->n_filled < count_rows (self))
    return G_SOURCE_CONTINUE;

  self->fill_source = 0;

  return G_SOURCE_REMOVE;
}

static void
update_more (KindredSplitList *self)
{
  guint n_groups = kindred_split_plan_get_n_groups (self->plan), n_more = n_groups - count_rows (self);
  g_autofree char *more
      = g_strdup_printf (ngettext ("Show More (%'u group)", "Show More (%'u groups)", n_more), n_more);

  gtk_button_set_label (self->more_button, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n_more > 0);
  gtk_widget_set_visible (self->each_button,
                          n_groups > 0 && kindred_split_plan_get_group (self->plan, n_groups - 1)->is_rest);
}

/* ---- what the user does ---- */

/* The button goes, so the focus stays with what it showed. */
static void
each_clicked_cb (KindredSplitList *self)
{
  guint first = kindred_split_plan_get_n_groups (self->plan) - 1;

  kindred_split_plan_set_gathers (self->plan, FALSE);
  kindred_split_list_update (self);
  while (self->n_filled <= first && self->n_filled < count_rows (self))
    fill_next (self);
  if (first < self->n_filled)
    gtk_widget_grab_focus (g_ptr_array_index (self->row_list, first));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
more_clicked_cb (KindredSplitList *self)
{
  self->limit += ROWS;
  kindred_split_list_update (self);
}

/* A check button of GTK takes the arrow keys for those of a radio button, and toggles. */
static gboolean
rows_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                     KindredSplitList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->rows);
  gboolean reversed = gtk_widget_get_direction (self->rows) == GTK_TEXT_DIR_RTL;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    row = gtk_widget_get_next_sibling (row);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    row = gtk_widget_get_prev_sibling (row);
  else if (keyval == (reversed ? GDK_KEY_Left : GDK_KEY_Right))
    return kindred_split_row_focus_destination (KINDRED_SPLIT_ROW (row)) || GDK_EVENT_STOP;
  else if (keyval != GDK_KEY_Left && keyval != GDK_KEY_Right)
    return GDK_EVENT_PROPAGATE;

  if (row != NULL && gtk_widget_get_visible (row))
    gtk_widget_grab_focus (row);

  return GDK_EVENT_STOP;
}

/* ---- object ---- */

static void
kindred_split_list_dispose (GObject *object)
{
  KindredSplitList *self = KINDRED_SPLIT_LIST (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  self->plan = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_SPLIT_LIST);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_split_list_parent_class)->dispose (object);
}

static void
kindred_split_list_finalize (GObject *object)
{
  g_ptr_array_unref (KINDRED_SPLIT_LIST (object)->row_list);

  G_OBJECT_CLASS (kindred_split_list_parent_class)->finalize (object);
}

static void
kindred_split_list_class_init (KindredSplitListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_split_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_split_list_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DESTINATION_WANTED] = g_signal_new ("destination-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-split-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredSplitList, rows);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitList, each_button);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitList, more_button);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitList, others);
  gtk_widget_class_bind_template_callback (widget_class, each_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rows_key_pressed_cb);
}

static void
kindred_split_list_init (KindredSplitList *self)
{
  self->row_list = g_ptr_array_new ();
  self->limit = ROWS;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* With large letters, the window must not become wider for it. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->each_button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->each_button))), GTK_JUSTIFY_CENTER);
}

void
kindred_split_list_set_plan (KindredSplitList *self, KindredSession *session, KindredSplitPlan *plan)
{
  g_return_if_fail (KINDRED_IS_SPLIT_LIST (self));
  g_return_if_fail (KINDRED_IS_SESSION (session) && plan != NULL);

  g_set_object (&self->session, session);
  self->plan = plan;
  kindred_split_list_update (self);
}

void
kindred_split_list_update (KindredSplitList *self)
{
  guint n_rows;

  g_return_if_fail (KINDRED_IS_SPLIT_LIST (self));
  g_return_if_fail (self->plan != NULL);

  n_rows = count_rows (self);
  for (guint i = n_rows; i < self->row_list->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->row_list, i), FALSE);
  for (self->n_filled = 0; self->n_filled < MIN (n_rows, ROWS_AT_ONCE);)
    fill_next (self);
  if (self->n_filled < n_rows && self->fill_source == 0)
    self->fill_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, fill_cb, self, NULL);

  update_more (self);
}

void
kindred_split_list_set_others (KindredSplitList *self, guint n_others)
{
  g_autofree char *others = NULL;

  g_return_if_fail (KINDRED_IS_SPLIT_LIST (self));

  others = g_strdup_printf (ngettext ("%'u face cannot be compared with these, and stays.",
                                      "%'u faces cannot be compared with these, and stay.", n_others),
                            n_others);
  gtk_label_set_label (self->others, others);
  gtk_widget_set_visible (GTK_WIDGET (self->others), n_others > 0);
}

void
kindred_split_list_set_destination (KindredSplitList *self, guint group, guint destination)
{
  g_return_if_fail (KINDRED_IS_SPLIT_LIST (self));
  g_return_if_fail (self->plan != NULL);

  kindred_split_plan_set_destination (self->plan, group, destination);
  if (group < self->n_filled)
    fill_row (self, group);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
