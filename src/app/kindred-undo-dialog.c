/* kindred-undo-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-undo-dialog.h"

#include <glib/gi18n-lib.h>

/* So many dependents are named, the others counted. */
#define MAX_NAMED 5

typedef struct
{
  KindredSession *session;
  gint64 edit;
  guint n_dependents;
  guint n_until;
} Choice;

static void
choice_free (Choice *choice)
{
  g_object_unref (choice->session);
  g_free (choice);
}

static void
responded_cb (AdwMessageDialog *dialog, const char *response, Choice *choice)
{
  if (g_str_equal (response, "revert"))
    kindred_session_revert (choice->session, choice->edit, choice->n_dependents);
  else if (g_str_equal (response, "undo"))
    kindred_session_undo_to (choice->session, choice->edit, choice->n_until);
}

static void
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

static GtkWidget *
new_dependents (GPtrArray *dependents)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));

  add_label (box,
             ngettext ("This later change builds on it, and would go as well:",
                       "These later changes build on it, and would go as well:", dependents->len),
             "heading");
  for (guint i = 0; i < MIN (dependents->len, MAX_NAMED); i++)
    {
      g_autofree char *text = kindred_edit_record_describe (g_ptr_array_index (dependents, i));

      add_label (box, text, NULL);
    }

  if (dependents->len > MAX_NAMED)
    {
      guint n_more = dependents->len - MAX_NAMED;
      /* Translators: below a list of changes: how many more there are */
      g_autofree char *text = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n_more), n_more);

      add_label (box, text, "dim-label");
    }

  return GTK_WIDGET (box);
}

/* What was done last is undone, since that can be redone. */
static void
add_responses (AdwMessageDialog *dialog, guint n_dependents, guint n_until)
{
  guint n = n_dependents + 1;
  gboolean is_last = n_until == n;
  const char *best = is_last ? "undo" : "revert";
  g_autofree char *all = NULL;
  g_autofree char *those = NULL;

  if (n_until == 1)
    all = g_strdup (_ ("_Undo"));
  else if (is_last)
    /* Translators: of a button: undoes the last %u changes */
    all = g_strdup_printf (ngettext ("_Undo All %'u", "_Undo All %'u", n), n);
  else
    /* Translators: of a button: undoes the last %u changes, down to a certain one */
    all = g_strdup_printf (ngettext ("_All %'u Since Then", "_All %'u Since Then", n_until), n_until);
  /* Translators: of a button: takes back a change and those that depend on it, and no others; %u counts them */
  those = g_strdup_printf (ngettext ("_Only This", "_Only These %'u", n), n);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "undo", all, NULL);
  if (!is_last)
    adw_message_dialog_add_response (dialog, "revert", those);
  adw_message_dialog_set_default_response (dialog, best);
  adw_message_dialog_set_response_appearance (dialog, best, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
}

GtkWidget *
kindred_undo_dialog_new (GtkWindow *parent, KindredSession *session, const KindredEditRecord *edit,
                         GPtrArray *dependents, guint n_until)
{
  AdwMessageDialog *dialog;
  Choice *choice;
  g_autofree char *text = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (edit != NULL && dependents != NULL && n_until > dependents->len, NULL);

  choice = g_new0 (Choice, 1);
  choice->session = g_object_ref (session);
  choice->edit = edit->id;
  choice->n_dependents = dependents->len;
  choice->n_until = n_until;

  text = kindred_edit_record_describe (edit);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Take This Back?"), text));
  if (dependents->len > 0)
    adw_message_dialog_set_extra_child (dialog, new_dependents (dependents));
  add_responses (dialog, dependents->len, n_until);
  g_object_set_data_full (G_OBJECT (dialog), "choice", choice, (GDestroyNotify) choice_free);
  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), choice);

  return GTK_WIDGET (dialog);
}
