/* kindred-regroup-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-regroup-row.h"

#include <glib/gi18n-lib.h>

struct _KindredRegroupRow
{
  AdwActionRow parent_instance;

  KindredSession *session;
  KindredJob *job;     /* while it computes, or NULL */
  gboolean previewing; /* with a job: nothing is written */

  GtkSpinner *spinner;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (KindredRegroupRow, kindred_regroup_row, ADW_TYPE_ACTION_ROW)

static void
update (KindredRegroupRow *self)
{
  gboolean busy = self->job != NULL;

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_button_set_label (self->button, busy ? _ ("_Stop") : _ ("_Group Again…"));
}

static void
start (KindredRegroupRow *self, gboolean preview, GAsyncReadyCallback callback)
{
  self->job = kindred_job_new ();
  self->previewing = preview;
  update (self);
  kindred_library_regroup_async (kindred_session_get_library (self->session), 0, 0, preview, self->job, callback,
                                 g_object_ref (self));
}

/* @error: (nullable) */
static void
stop (KindredRegroupRow *self, const GError *error)
{
  g_clear_object (&self->job);
  update (self);
  if (error != NULL)
    kindred_session_report (self->session, error);
}

/* ---- doing it ---- */

static void
edits_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredRegroupRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = kindred_library_list_edits_finish (KINDRED_LIBRARY (object), result, &error);
  const KindredEditRecord *edit = edits != NULL && edits->len > 0 ? g_ptr_array_index (edits, 0) : NULL;

  stop (self, error);
  if (edit != NULL && edit->kind == KINDRED_EDIT_REGROUP && !edit->undone)
    kindred_session_report_edit (self->session, KINDRED_CHANGE_DONE, edit);
}

static void
regrouped_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredRegroupRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredRegroupResult) total = kindred_library_regroup_finish (KINDRED_LIBRARY (object), result, &error);

  if (total == NULL)
    stop (self, error);
  else
    kindred_library_list_edits_async (KINDRED_LIBRARY (object), 1, NULL, edits_listed_cb, g_object_ref (self));
}

static void
responded_cb (KindredRegroupRow *self, const char *response)
{
  if (g_str_equal (response, "regroup") && self->job == NULL)
    start (self, FALSE, regrouped_cb);
}

/* ---- asking ---- */

static void
append_line (GString *text, char *line)
{
  g_string_append (text, line);
  g_string_append_c (text, '\n');
  g_free (line);
}

static char *
describe (const KindredRegroupResult *total)
{
  GString *text = g_string_new (NULL);

  append_line (text, g_strdup_printf (ngettext ("%'u face gets another person, or none.",
                                                "%'u faces get another person, or none.", total->moved),
                                      total->moved));
  if (total->new_persons > 0)
    append_line (text,
                 g_strdup_printf (ngettext ("%'u new person appears.", "%'u new people appear.", total->new_persons),
                                  total->new_persons));
  if (total->gone > 0)
    append_line (text, g_strdup_printf (ngettext ("%'u person without a name disappears.",
                                                  "%'u people without a name disappear.", total->gone),
                                        total->gone));
  g_string_append (text, "\n");
  g_string_append (text,
                   _ ("Faces that you confirmed or moved stay where they are, and names are kept. It is one step, "
                      "which you can undo."));

  return g_string_free (text, FALSE);
}

static void
ask (KindredRegroupRow *self, const KindredRegroupResult *total)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autofree char *body
      = total->moved > 0 ? describe (total) : g_strdup (_ ("All faces are grouped like that already."));
  GtkWidget *dialog
      = adw_message_dialog_new (window, total->moved > 0 ? _ ("Group All Faces Again?") : _ ("Nothing Changes"), body);

  if (total->moved > 0)
    {
      adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "regroup",
                                        _ ("_Group Again"), NULL);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "regroup", ADW_RESPONSE_SUGGESTED);
    }
  else
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Close"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (responded_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
previewed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredRegroupRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredRegroupResult) total = kindred_library_regroup_finish (KINDRED_LIBRARY (object), result, &error);

  stop (self, error);
  if (total != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    ask (self, total);
}

static void
clicked_cb (KindredRegroupRow *self)
{
  if (self->job != NULL)
    kindred_job_cancel (self->job);
  else
    start (self, TRUE, previewed_cb);
}

/* ---- object ---- */

static void
kindred_regroup_row_unroot (GtkWidget *widget)
{
  KindredRegroupRow *self = KINDRED_REGROUP_ROW (widget);

  /* Nobody is there to be asked. */
  if (self->job != NULL && self->previewing)
    kindred_job_cancel (self->job);

  GTK_WIDGET_CLASS (kindred_regroup_row_parent_class)->unroot (widget);
}

static void
kindred_regroup_row_finalize (GObject *object)
{
  g_clear_object (&KINDRED_REGROUP_ROW (object)->session);

  G_OBJECT_CLASS (kindred_regroup_row_parent_class)->finalize (object);
}

static void
kindred_regroup_row_class_init (KindredRegroupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_regroup_row_finalize;
  GTK_WIDGET_CLASS (klass)->unroot = kindred_regroup_row_unroot;
}

static void
kindred_regroup_row_init (KindredRegroupRow *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Group All Faces Again"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ ("Shows what would change before it does anything"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->spinner));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  update (self);
}

void
kindred_regroup_row_set_session (KindredRegroupRow *self, KindredSession *session)
{
  g_return_if_fail (KINDRED_IS_REGROUP_ROW (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  gtk_widget_set_sensitive (GTK_WIDGET (self), !kindred_session_get_read_only (session));
}
