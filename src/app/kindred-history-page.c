/* kindred-history-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-history-page.h"

#include "kindred-history-row.h"
#include "kindred-page.h"
#include "kindred-undo-dialog.h"
#include "model/kindred-history-model.h"

struct _KindredHistoryPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredHistoryModel *history;
  GCancellable *asking; /* what depends on an edit */

  GtkStack *stack;
  GtkListView *list;
};

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredHistoryPage, kindred_history_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

/* ---- undoing ---- */

typedef struct
{
  KindredHistoryPage *page;
  gint64 edit;
} Question;

static KindredEditItem *
find_edit (KindredHistoryPage *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->history)); i++)
    {
      g_autoptr (KindredItem) item = g_list_model_get_item (G_LIST_MODEL (self->history), i);

      if (kindred_item_get_id (item) == id)
        return KINDRED_EDIT_ITEM (item);
    }

  return NULL;
}

static void
stop_asking (KindredHistoryPage *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* What was asked for may have been undone meanwhile. */
static void
dependents_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  KindredHistoryPage *self = question->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) dependents = NULL;
  KindredEditItem *edit;
  guint n_until;

  dependents = kindred_library_list_dependents_finish (KINDRED_LIBRARY (object), result, &error);
  /* Disposing cancels: there may be no page any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (dependents == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }

  edit = find_edit (self, question->edit);
  n_until = kindred_history_model_count_until (self->history, question->edit);
  if (edit != NULL && n_until > dependents->len)
    gtk_window_present (
        GTK_WINDOW (kindred_undo_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                                             kindred_edit_item_get_record (edit), dependents, n_until)));
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredHistoryPage *self = KINDRED_HISTORY_PAGE (widget);
  gint64 edit = g_variant_get_int64 (parameter);
  KindredEditItem *item = find_edit (self, edit);
  Question *question;

  if (item == NULL || !kindred_edit_item_get_in_effect (item))
    return;

  stop_asking (self);
  self->asking = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->page = self;
  question->edit = edit;
  kindred_library_list_dependents_async (kindred_session_get_library (self->session), edit, self->asking,
                                         dependents_listed_cb, question);
}

static void
list_activated_cb (KindredHistoryPage *self, guint position)
{
  g_autoptr (KindredItem) item = g_list_model_get_item (G_LIST_MODEL (self->history), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "history.take-back", "x", kindred_item_get_id (item));
}

/* ---- list ---- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, kindred_history_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  kindred_history_row_set_edit (KINDRED_HISTORY_ROW (gtk_list_item_get_child (list_item)),
                                gtk_list_item_get_item (list_item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  kindred_history_row_set_edit (KINDRED_HISTORY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* The focus waits at the back button until there is something to go to. */
static void
refreshed_cb (KindredHistoryPage *self)
{
  gboolean nothing = g_list_model_get_n_items (G_LIST_MODEL (self->history)) == 0;
  gboolean first = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading");

  gtk_stack_set_visible_child_name (self->stack, nothing ? "nothing" : "list");
  if (first && !nothing && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
set_up_list (KindredHistoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  self->history = kindred_history_model_new (kindred_session_get_library (self->session));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->history)));
  g_signal_connect_object (self->history, "refreshed", G_CALLBACK (refreshed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "failed", G_CALLBACK (kindred_session_report), self->session,
                           G_CONNECT_SWAPPED);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

/* ---- object ---- */

static void
kindred_history_page_shown (KindredPage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  if (g_list_model_get_n_items (G_LIST_MODEL (KINDRED_HISTORY_PAGE (page)->history)) > 0)
    gtk_widget_grab_focus (GTK_WIDGET (KINDRED_HISTORY_PAGE (page)->list));
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_history_page_shown;
}

static void
kindred_history_page_dispose (GObject *object)
{
  KindredHistoryPage *self = KINDRED_HISTORY_PAGE (object);

  stop_asking (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_HISTORY_PAGE);
  g_clear_object (&self->history);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_history_page_parent_class)->dispose (object);
}

static void
kindred_history_page_class_init (KindredHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_history_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryPage, list);
  gtk_widget_class_bind_template_callback (widget_class, list_activated_cb);

  gtk_widget_class_install_action (widget_class, "history.take-back", "x", take_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.go-back", NULL);
}

static void
kindred_history_page_init (KindredHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kindred_history_page_new (KindredSession *session)
{
  KindredHistoryPage *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_HISTORY_PAGE, NULL);
  self->session = g_object_ref (session);
  set_up_list (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.take-back", !kindred_session_get_read_only (session));

  return GTK_WIDGET (self);
}
