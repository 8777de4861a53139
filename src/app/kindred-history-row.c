/* kindred-history-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-history-row.h"

#include <glib/gi18n-lib.h>

struct _KindredHistoryRow
{
  GtkWidget parent_instance;

  GSignalGroup *signals; /* of the edit shown */
  GtkLabel *day;
  GtkImage *icon;
  GtkLabel *text;
  GtkLabel *details;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (KindredHistoryRow, kindred_history_row, GTK_TYPE_WIDGET)

static void
update_button (KindredHistoryRow *self, const KindredEditRecord *record, gboolean in_effect, const char *text)
{
  /* Translators: of a button, for screen readers; %s says what was done: “Named “Ann”” */
  g_autofree char *label = g_strdup_printf (_ ("Take back: %s"), text);

  gtk_widget_set_visible (self->button, in_effect);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "x", record->id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* What has the focus, and is read out, is the widget that GtkListView puts around the row. */
static void
update (KindredHistoryRow *self)
{
  g_autoptr (KindredEditItem) edit = g_signal_group_dup_target (self->signals);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  const KindredEditRecord *record;
  gboolean in_effect;
  g_autofree char *text = NULL;
  g_autofree char *details = NULL;
  g_autofree char *day = NULL;
  g_autofree char *spoken = NULL;

  if (edit == NULL)
    return;

  record = kindred_edit_item_get_record (edit);
  in_effect = kindred_edit_item_get_in_effect (edit);
  text = kindred_edit_record_describe (record);
  details = kindred_edit_item_dup_details (edit);
  day = kindred_edit_item_dup_day (edit);
  spoken = kindred_edit_item_describe (edit);

  gtk_label_set_label (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), kindred_edit_item_get_starts_day (edit));
  gtk_image_set_from_icon_name (self->icon, in_effect ? "object-select-symbolic" : "edit-undo-symbolic");
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->details, details);
  update_button (self, record, in_effect, text);
  if (!in_effect)
    gtk_widget_add_css_class (GTK_WIDGET (self), "undone");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "undone");
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
kindred_history_row_dispose (GObject *object)
{
  GtkWidget *child;

  gtk_widget_dispose_template (GTK_WIDGET (object), KINDRED_TYPE_HISTORY_ROW);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&KINDRED_HISTORY_ROW (object)->signals);

  G_OBJECT_CLASS (kindred_history_row_parent_class)->dispose (object);
}

static void
kindred_history_row_class_init (KindredHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_history_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "historyrow");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryRow, day);
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryRow, text);
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryRow, details);
  gtk_widget_class_bind_template_child (widget_class, KindredHistoryRow, button);
}

static void
kindred_history_row_init (KindredHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);

  self->signals = g_signal_group_new (KINDRED_TYPE_EDIT_ITEM);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

GtkWidget *
kindred_history_row_new (void)
{
  return g_object_new (KINDRED_TYPE_HISTORY_ROW, NULL);
}

void
kindred_history_row_set_edit (KindredHistoryRow *self, KindredEditItem *edit)
{
  g_return_if_fail (KINDRED_IS_HISTORY_ROW (self));
  g_return_if_fail (edit == NULL || KINDRED_IS_EDIT_ITEM (edit));

  g_signal_group_set_target (self->signals, edit);
  update (self);
}
