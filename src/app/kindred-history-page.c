/* kindred-history-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-history-page.h"

#include "kindred-history-row.h"
#include "kindred-page.h"
#include "model/kindred-history-model.h"

#include <glib/gi18n-lib.h>

struct _KindredHistoryPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredHistoryModel *history;

  GtkStack *stack;
  GtkListView *list;
};

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredHistoryPage, kindred_history_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

/* ---- undoing ---- */

typedef struct
{
  KindredHistoryPage *page; /* weak */
  gint64 edit;
  guint count; /* that was shown to the user */
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->page);
  g_free (question);
}

static void
responded_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "undo") && question->page != NULL)
    kindred_session_undo_until (question->page->session, question->edit, question->count);
}

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
undo_until_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredHistoryPage *self = KINDRED_HISTORY_PAGE (widget);
  KindredEditItem *edit = find_edit (self, g_variant_get_int64 (parameter));
  guint count = kindred_history_model_count_until (self->history, g_variant_get_int64 (parameter));
  g_autofree char *text = NULL;
  AdwMessageDialog *dialog;
  Question *question;

  if (edit == NULL || count == 0)
    return;

  question = g_new0 (Question, 1);
  g_set_weak_pointer (&question->page, self);
  question->edit = kindred_item_get_id (KINDRED_ITEM (edit));
  question->count = count;

  text = kindred_edit_record_describe (kindred_edit_item_get_record (edit));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL));
  adw_message_dialog_format_heading (dialog, ngettext ("Undo %u Change?", "Undo %u Changes?", count), count);
  adw_message_dialog_format_body (dialog,
                                  _ ("The newest first, back to: %s\nNothing is lost: all of it can be redone."), text);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "undo", _ ("_Undo"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "undo", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "undo");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "question", question, (GDestroyNotify) question_free);
  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
list_activated_cb (KindredHistoryPage *self, guint position)
{
  g_autoptr (KindredItem) item = g_list_model_get_item (G_LIST_MODEL (self->history), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "history.undo-until", "x", kindred_item_get_id (item));
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

  gtk_widget_class_install_action (widget_class, "history.undo-until", "x", undo_until_action);
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
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.undo-until", !kindred_session_get_read_only (session));

  return GTK_WIDGET (self);
}
