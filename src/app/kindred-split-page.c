/* kindred-split-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-split-page.h"

#include "kindred-page.h"
#include "kindred-person-chooser.h"
#include "kindred-shrink.h"
#include "kindred-split-list.h"

#include <glib/gi18n-lib.h>

struct _KindredSplitPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  KindredSplitPlan *plan;
  GCancellable *cancellable; /* of the comparing under way */
  guint n_compared;          /* faces of the person when they were compared */
  gboolean done;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *scale;
  GtkAdjustment *adjustment;
  GtkLabel *count;
  KindredSplitList *list;
  GtkActionBar *action_bar;
  GtkLabel *leaving;
};

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredSplitPage, kindred_split_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

static gint64
get_id (KindredSplitPage *self)
{
  return kindred_item_get_id (KINDRED_ITEM (self->person));
}

/* ---- what is shown ---- */

static void
update_leaving (KindredSplitPage *self)
{
  gsize n_faces = 0;
  guint n_groups = self->plan != NULL ? kindred_split_plan_count_leaving (self->plan, &n_faces) : 0;
  gboolean some_stay = n_faces < kindred_person_item_get_n_faces (self->person);
  g_autofree char *text = NULL;

  if (!some_stay)
    text = g_strdup (_ ("One group has to stay"));
  else
    text = g_strdup_printf (ngettext ("%'u face leaves", "%'u faces leave", (gulong) n_faces), (guint) n_faces);

  gtk_label_set_label (self->leaving, text);
  gtk_action_bar_set_revealed (self->action_bar, n_groups > 0);
  kindred_page_set_has_actions (KINDRED_PAGE (self), n_groups > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.apply", n_groups > 0 && some_stay && !self->done);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.together", n_groups > 1);
}

/* Which groups there are, and which of them go. */
static void
update_picks (KindredSplitPage *self)
{
  guint n_groups = kindred_split_plan_get_n_groups (self->plan);
  g_autofree char *count = g_strdup_printf (ngettext ("%'u group", "%'u groups", n_groups), n_groups);

  gtk_label_set_label (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, count, -1);
  update_leaving (self);
}

static void
update_groups (KindredSplitPage *self)
{
  guint n_others = kindred_person_item_get_n_faces (self->person);

  n_others -= MIN (n_others, (guint) kindred_split_plan_get_n_faces (self->plan));
  kindred_split_list_set_others (self->list, n_others);
  kindred_split_list_update (self->list);
  update_picks (self);
}

static void
list_changed_cb (KindredSplitPage *self)
{
  update_picks (self);
}

static void
update_title (KindredSplitPage *self)
{
  adw_window_title_set_subtitle (self->title, kindred_person_item_get_title (self->person));
}

/* ---- comparing ---- */

static void
take_split (KindredSplitPage *self, KindredSplit *split)
{
  gboolean first = self->plan == NULL;
  gsize n_faces;

  if (first)
    self->plan = kindred_split_plan_new (split);
  else
    kindred_split_plan_set_split (self->plan, split);
  kindred_split_list_set_plan (self->list, self->session, self->plan);

  n_faces = kindred_split_plan_get_n_faces (self->plan);
  gtk_stack_set_visible_child_name (self->stack, n_faces >= 2 ? "groups" : "nothing");
  if (first)
    gtk_adjustment_set_value (self->adjustment, kindred_split_plan_get_strictness (self->plan));
  update_groups (self);
  if (first && n_faces >= 2)
    gtk_widget_grab_focus (self->scale);
}

static void
leave (KindredSplitPage *self)
{
  self->done = TRUE;
  kindred_page_leave (KINDRED_PAGE (self));
}

static void
compared_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredSplitPage *self = user_data;
  g_autoptr (GError) error = NULL;
  KindredSplit *split = kindred_library_split_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no page any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (split != NULL)
    {
      take_split (self, split);
      return;
    }

  kindred_session_report (self->session, error);
  leave (self);
}

static void
compare (KindredSplitPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_compared = kindred_person_item_get_n_faces (self->person);
  kindred_library_split_async (kindred_session_get_library (self->session), get_id (self), self->cancellable,
                               compared_cb, self);
}

/* Somebody else may have changed the person: what is picked stays so. */
static void
people_refreshed_cb (KindredSplitPage *self)
{
  KindredPersonItem *person = kindred_people_lookup (kindred_session_get_people (self->session), get_id (self));

  if (self->done || kindred_session_get_editing (self->session))
    return;

  if (person == NULL)
    {
      kindred_session_report_gone (self->session);
      leave (self);
      return;
    }

  g_set_object (&self->person, person);
  update_title (self);
  if (kindred_person_item_get_n_faces (person) != self->n_compared)
    compare (self);
  else if (self->plan != NULL)
    update_groups (self);
}

/* ---- what the user does ---- */

static void
strictness_changed_cb (KindredSplitPage *self, GtkAdjustment *adjustment)
{
  if (self->plan == NULL)
    return;

  kindred_split_plan_set_strictness (self->plan, gtk_adjustment_get_value (adjustment));
  update_groups (self);
}

/* For one group, or for all that leave.  They are found by a face: others may have been compared meanwhile. */
static void
person_chosen_cb (KindredPersonChooser *chooser, gint64 person, const char *name, KindredSplitPage *self)
{
  const gint64 *face = g_object_get_data (G_OBJECT (chooser), "face");
  guint destination = kindred_split_plan_add_destination (self->plan, person, name);

  for (guint i = 0; i < kindred_split_plan_get_n_groups (self->plan); i++)
    {
      const KindredSplitGroup *group = kindred_split_plan_get_group (self->plan, i);

      if (group->destination != 0 && (face == NULL || group->faces[0] == *face))
        kindred_split_list_set_destination (self->list, i, destination);
    }
}

static void
choose (KindredSplitPage *self, const gint64 *face)
{
  GtkWidget *chooser = kindred_person_chooser_new (self->session, _ ("Who Is This?"), get_id (self), TRUE);

  if (face != NULL)
    g_object_set_data_full (G_OBJECT (chooser), "face", g_memdup2 (face, sizeof *face), g_free);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (person_chosen_cb), self, 0);
  gtk_window_set_transient_for (GTK_WINDOW (chooser), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (chooser));
}

static void
destination_wanted_cb (KindredSplitPage *self, guint group)
{
  choose (self, kindred_split_plan_get_group (self->plan, group)->faces);
}

static void
together_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (KINDRED_SPLIT_PAGE (widget), NULL);
}

static void
apply_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredSplitPage *self = KINDRED_SPLIT_PAGE (widget);
  g_autoptr (GError) error = NULL;
  KindredEdit *edit = kindred_split_plan_make_edit (self->plan, get_id (self), &error);

  if (edit != NULL)
    self->done = TRUE;
  kindred_session_edit (self->session, edit, error);
  if (edit != NULL)
    leave (self);
}

/* ---- object ---- */

static void
kindred_split_page_shown (KindredPage *page)
{
  KindredSplitPage *self = KINDRED_SPLIT_PAGE (page);

  if (self->plan != NULL)
    update_leaving (self);
  gtk_widget_child_focus (GTK_WIDGET (self->plan != NULL ? GTK_WIDGET (self->stack) : GTK_WIDGET (self)),
                          GTK_DIR_TAB_FORWARD);
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_split_page_shown;
}

static void
kindred_split_page_dispose (GObject *object)
{
  KindredSplitPage *self = KINDRED_SPLIT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_SPLIT_PAGE);
  g_clear_object (&self->person);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_split_page_parent_class)->dispose (object);
}

static void
kindred_split_page_finalize (GObject *object)
{
  KindredSplitPage *self = KINDRED_SPLIT_PAGE (object);

  /* The list shows it to the last. */
  g_clear_pointer (&self->plan, kindred_split_plan_free);

  G_OBJECT_CLASS (kindred_split_page_parent_class)->finalize (object);
}

static void
kindred_split_page_class_init (KindredSplitPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_split_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kindred_split_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-split-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, title);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, scale);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, adjustment);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, count);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, list);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, action_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredSplitPage, leaving);
  gtk_widget_class_bind_template_callback (widget_class, strictness_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, destination_wanted_cb);

  gtk_widget_class_install_action (widget_class, "split.apply", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "split.together", NULL, together_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "split.apply", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "split.apply", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "split.together", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.go-back", NULL);
}

static void
kindred_split_page_init (KindredSplitPage *self)
{
  g_type_ensure (KINDRED_TYPE_SPLIT_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_let_shrink (GTK_WIDGET (self->action_bar));
}

GtkWidget *
kindred_split_page_new (KindredSession *session, gint64 person)
{
  KindredSplitPage *self;
  KindredPersonItem *item;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  item = kindred_people_lookup (kindred_session_get_people (session), person);
  g_return_val_if_fail (item != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_SPLIT_PAGE, NULL);
  self->session = g_object_ref (session);
  self->person = g_object_ref (item);
  update_title (self);
  update_leaving (self);
  compare (self);
  g_signal_connect_object (kindred_session_get_people (session), "refreshed", G_CALLBACK (people_refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::editing", G_CALLBACK (people_refreshed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

KindredSplitPlan *
kindred_split_page_get_plan (KindredSplitPage *self)
{
  g_return_val_if_fail (KINDRED_IS_SPLIT_PAGE (self), NULL);

  return self->plan;
}
