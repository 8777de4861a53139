/* kindred-failures-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-failures-dialog.h"

#include "model/kindred-failure-item.h"

#include <glib/gi18n-lib.h>

struct _KindredFailuresDialog
{
  AdwWindow parent_instance;

  KindredSession *session;
  GCancellable *cancellable;
  GListStore *failures;

  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (KindredFailuresDialog, kindred_failures_dialog, ADW_TYPE_WINDOW)

static void
show_failures (KindredFailuresDialog *self, GPtrArray *records)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (items, kindred_failure_item_new (g_ptr_array_index (records, i)));

  g_list_store_splice (self->failures, 0, g_list_model_get_n_items (G_LIST_MODEL (self->failures)), items->pdata,
                       items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "nothing");
}

static void
failures_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredFailuresDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = kindred_library_list_failures_finish (KINDRED_LIBRARY (object), result, &error);

  /* Disposing cancels: there may be no dialog any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records != NULL)
    show_failures (self, records);
  else
    kindred_session_report (self->session, error);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  add_label (box, "heading");
  add_label (box, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (add_label (box, "caption")), "dim-label");
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  KindredFailureItem *failure = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *reason = gtk_widget_get_next_sibling (name);
  GtkWidget *folder = gtk_widget_get_next_sibling (reason);
  g_autofree char *label = NULL;

  gtk_label_set_label (GTK_LABEL (name), kindred_failure_item_get_name (failure));
  gtk_label_set_label (GTK_LABEL (reason), kindred_failure_item_get_reason (failure));
  gtk_label_set_label (GTK_LABEL (folder), kindred_failure_item_get_folder (failure));

  /* Translators: a file and why it could not be read, for screen readers */
  label = g_strdup_printf (_ ("%s: %s"), kindred_failure_item_get_name (failure),
                           kindred_failure_item_get_reason (failure));
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
kindred_failures_dialog_dispose (GObject *object)
{
  KindredFailuresDialog *self = KINDRED_FAILURES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_FAILURES_DIALOG);
  g_clear_object (&self->failures);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_failures_dialog_parent_class)->dispose (object);
}

static void
kindred_failures_dialog_class_init (KindredFailuresDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_failures_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-failures-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredFailuresDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredFailuresDialog, list);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
kindred_failures_dialog_init (KindredFailuresDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  self->failures = g_list_store_new (KINDRED_TYPE_FAILURE_ITEM);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->failures)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

GtkWidget *
kindred_failures_dialog_new (KindredSession *session)
{
  KindredFailuresDialog *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_FAILURES_DIALOG, NULL);
  self->session = g_object_ref (session);
  kindred_library_list_failures_async (kindred_session_get_library (session), self->cancellable, failures_listed_cb,
                                       self);

  return GTK_WIDGET (self);
}
