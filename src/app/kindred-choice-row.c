/* kindred-choice-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-choice-row.h"

struct _KindredChoiceRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (KindredChoiceRow, kindred_choice_row, ADW_TYPE_ACTION_ROW)

static void
kindred_choice_row_class_init (KindredChoiceRowClass *klass)
{
}

static void
kindred_choice_row_init (KindredChoiceRow *self)
{
  GtkWidget *check = gtk_check_button_new ();

  self->check = GTK_CHECK_BUTTON (check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self, NULL, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), check);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

KindredChoiceRow *
kindred_choice_row_new (const char *title, const char *subtitle, KindredChoiceRow *other)
{
  KindredChoiceRow *self;

  g_return_val_if_fail (other == NULL || KINDRED_IS_CHOICE_ROW (other), NULL);

  self = g_object_new (KINDRED_TYPE_CHOICE_ROW, "title", title, NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  if (other != NULL)
    gtk_check_button_set_group (self->check, other->check);

  return self;
}

GtkCheckButton *
kindred_choice_row_get_check (KindredChoiceRow *self)
{
  g_return_val_if_fail (KINDRED_IS_CHOICE_ROW (self), NULL);

  return self->check;
}
