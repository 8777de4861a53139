/* kindred-person-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-person-chooser.h"

#include "kindred-held-enter.h"
#include "kindred-person-row.h"
#include "model/kindred-people-model.h"

#include <glib/gi18n-lib.h>

struct _KindredPersonChooser
{
  AdwWindow parent_instance;

  KindredSession *session;
  KindredPeopleModel *people;
  gint64 except;
  gboolean with_new;

  GtkSearchEntry *entry;
  GtkWidget *new_button;
  GtkLabel *new_label;
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (KindredPersonChooser, kindred_person_chooser, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
choose (KindredPersonChooser *self, gint64 person, const char *name)
{
  g_autoptr (KindredPersonChooser) alive = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (alive, signals[SIGNAL_CHOSEN], 0, person, name);
}

static void
choose_at (KindredPersonChooser *self, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  g_autoptr (KindredItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);

  if (item != NULL)
    choose (self, kindred_item_get_id (item), NULL);
}

static void
new_clicked_cb (KindredPersonChooser *self)
{
  g_autofree char *name = kindred_name_normalize (gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);

  choose (self, 0, name);
}

static void
list_activated_cb (KindredPersonChooser *self, guint position)
{
  choose_at (self, position);
}

/* The only one found, or exactly this name, or else somebody new. */
static void
entry_activated_cb (KindredPersonChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *name = kindred_name_normalize (text, NULL);
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));
  KindredPersonItem *exact = NULL;

  if (name == NULL)
    return;

  exact = kindred_people_find_name (kindred_session_get_people (self->session), name, self->except);
  if (exact != NULL)
    choose (self, kindred_item_get_id (KINDRED_ITEM (exact)), NULL);
  else if (g_list_model_get_n_items (model) == 1)
    choose_at (self, 0);
  else if (self->with_new)
    choose (self, 0, name);
}

static void
update (KindredPersonChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *name = kindred_name_normalize (text, NULL);
  g_autofree char *label = NULL;
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list));

  if (name != NULL)
    label = g_strdup_printf (_ ("New person “%s”"), name);
  gtk_label_set_label (self->new_label, label != NULL ? label : _ ("New person without a name"));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (model) > 0 ? "list" : "nobody");
}

static void
entry_changed_cb (KindredPersonChooser *self)
{
  kindred_people_model_set_search (self->people, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  update (self);
}

static void
entry_stopped_cb (KindredPersonChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
entry_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                      KindredPersonChooser *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return GDK_EVENT_STOP;
}

/* ---- list ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, KindredSession *session)
{
  gtk_list_item_set_child (list_item, kindred_person_row_new (session));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  KindredPersonItem *person = gtk_list_item_get_item (list_item);
  g_autofree char *label = kindred_person_item_describe (person);

  kindred_person_row_set_person (KINDRED_PERSON_ROW (row), person);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  kindred_person_row_set_person (KINDRED_PERSON_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gboolean
is_offered (gpointer item, gpointer user_data)
{
  const gint64 *except = user_data;

  return kindred_item_get_id (KINDRED_ITEM (item)) != *except;
}

static void
set_up_list (KindredPersonChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  g_autoptr (GtkNoSelection) selection = NULL;

  self->people = kindred_people_model_new (kindred_session_get_people (self->session), KINDRED_PEOPLE_VISIBLE);
  filter = GTK_FILTER (gtk_custom_filter_new (is_offered, g_memdup2 (&self->except, sizeof self->except), g_free));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->people)), filter);
  selection = gtk_no_selection_new (G_LIST_MODEL (filtered));
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self->session);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
kindred_person_chooser_dispose (GObject *object)
{
  KindredPersonChooser *self = KINDRED_PERSON_CHOOSER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_PERSON_CHOOSER);
  g_clear_object (&self->people);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_person_chooser_parent_class)->dispose (object);
}

static void
kindred_person_chooser_class_init (KindredPersonChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_person_chooser_dispose;

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-person-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPersonChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonChooser, list);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonChooser, new_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonChooser, new_label);
  gtk_widget_class_bind_template_child (widget_class, KindredPersonChooser, stack);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kindred_person_chooser_init (KindredPersonChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_held_enter_watch (GTK_WIDGET (self));
}

GtkWidget *
kindred_person_chooser_new (KindredSession *session, const char *title, gint64 except, gboolean with_new)
{
  KindredPersonChooser *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_PERSON_CHOOSER, "title", title, NULL);
  self->session = g_object_ref (session);
  self->except = except;
  self->with_new = with_new;
  gtk_widget_set_visible (self->new_button, with_new);
  set_up_list (self);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));

  return GTK_WIDGET (self);
}
