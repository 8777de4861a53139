/* kindred-merge-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-merge-dialog.h"

#include "kindred-person-row.h"
#include "kindred-shared-photos.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  KindredSession *session;
  GPtrArray *persons;
  gint64 keep;
} Merge;

static void
merge_free (Merge *merge)
{
  g_object_unref (merge->session);
  g_ptr_array_unref (merge->persons);
  g_free (merge);
}

/* Somebody with a name, else the one with more faces. */
static KindredPersonItem *
choose_best (GPtrArray *persons)
{
  KindredPersonItem *best = g_ptr_array_index (persons, 0);

  for (guint i = 1; i < persons->len; i++)
    {
      KindredPersonItem *person = g_ptr_array_index (persons, i);
      gboolean named = kindred_person_item_get_name (person) != NULL;
      gboolean best_named = kindred_person_item_get_name (best) != NULL;

      if (named != best_named ? named
                              : kindred_person_item_get_n_faces (person) > kindred_person_item_get_n_faces (best))
        best = person;
    }

  return best;
}

static void
responded_cb (AdwMessageDialog *dialog, const char *response, Merge *merge)
{
  g_autoptr (GArray) from = NULL;
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (!g_str_equal (response, "merge"))
    return;

  from = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < merge->persons->len; i++)
    {
      gint64 id = kindred_item_get_id (g_ptr_array_index (merge->persons, i));

      if (id != merge->keep)
        g_array_append_val (from, id);
    }

  edit = kindred_edit_new_merge (merge->keep, (const gint64 *) from->data, from->len, &error);
  kindred_session_edit (merge->session, edit, error);
}

static void
row_toggled_cb (GtkCheckButton *button, Merge *merge)
{
  if (gtk_check_button_get_active (button))
    merge->keep = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "person"));
}

static GtkWidget *
new_row (Merge *merge, KindredPersonItem *person, GtkCheckButton **group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *shown = kindred_person_row_new (merge->session);
  g_autofree char *label = kindred_person_item_describe (person);
  gint64 id = kindred_item_get_id (KINDRED_ITEM (person));

  kindred_person_row_set_person (KINDRED_PERSON_ROW (shown), person);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), shown);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), *group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (*group == NULL)
    *group = GTK_CHECK_BUTTON (button);

  g_object_set_data (G_OBJECT (button), "person", GSIZE_TO_POINTER (id));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), id == merge->keep);
  g_signal_connect (button, "toggled", G_CALLBACK (row_toggled_cb), merge);

  /* The button has the focus, not the row around it. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), button);

  return row;
}

static GtkWidget *
new_list (Merge *merge)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkCheckButton *group = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "merge-list");
  for (guint i = 0; i < merge->persons->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), new_row (merge, g_ptr_array_index (merge->persons, i), &group));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  /* The warning comes when the dialog has its size: it must not take the place of those whom it is about. */
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), (int) MIN (merge->persons->len, 3) * 60);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_add_css_class (scrolled, "frame");
  gtk_widget_add_css_class (scrolled, "merge-frame");

  return scrolled;
}

static GtkWidget *
new_content (Merge *merge)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (GTK_BOX (box), new_list (merge));
  gtk_box_append (GTK_BOX (box), kindred_shared_photos_new (merge->session, merge->persons));

  return box;
}

GtkWidget *
kindred_merge_dialog_new (GtkWindow *parent, KindredSession *session, GPtrArray *persons, KindredPersonItem *keep)
{
  AdwMessageDialog *dialog;
  Merge *merge;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (persons != NULL && persons->len >= 2, NULL);

  merge = g_new0 (Merge, 1);
  merge->session = g_object_ref (session);
  merge->persons = g_ptr_array_ref (persons);
  merge->keep = kindred_item_get_id (KINDRED_ITEM (keep != NULL ? keep : choose_best (persons)));

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, NULL, NULL));
  g_object_set_data_full (G_OBJECT (dialog), "merge", merge, (GDestroyNotify) merge_free);
  adw_message_dialog_format_heading (dialog, ngettext ("Merge %u Person?", "Merge %u People?", persons->len),
                                     persons->len);
  adw_message_dialog_set_body (dialog, _ ("All their faces become one person. Whose name and picture stay?"));
  adw_message_dialog_set_extra_child (dialog, new_content (merge));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "merge", _ ("_Merge"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "merge", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "merge");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), merge);

  return GTK_WIDGET (dialog);
}
