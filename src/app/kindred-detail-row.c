/* kindred-detail-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-detail-row.h"

typedef struct
{
  char *kept; /* what the row says when the user types nothing; never NULL */
  GtkLabel *hint;
} KindredDetailRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KindredDetailRow, kindred_detail_row, ADW_TYPE_ENTRY_ROW)

enum
{
  PROP_HINT = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static KindredDetailRowPrivate *
get_private (KindredDetailRow *self)
{
  return kindred_detail_row_get_instance_private (self);
}

static void
keep (KindredDetailRow *self, const char *text)
{
  g_free (get_private (self)->kept);
  get_private (self)->kept = g_strdup (text);
}

static void
set_hint_label (KindredDetailRow *self, GtkLabel *hint)
{
  if (!g_set_object (&get_private (self)->hint, hint))
    return;

  if (hint != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, hint, NULL, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

/* ---- object ---- */

static void
kindred_detail_row_dispose (GObject *object)
{
  g_clear_object (&get_private (KINDRED_DETAIL_ROW (object))->hint);

  G_OBJECT_CLASS (kindred_detail_row_parent_class)->dispose (object);
}

static void
kindred_detail_row_finalize (GObject *object)
{
  g_free (get_private (KINDRED_DETAIL_ROW (object))->kept);

  G_OBJECT_CLASS (kindred_detail_row_parent_class)->finalize (object);
}

static void
kindred_detail_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HINT:
      g_value_set_object (value, get_private (KINDRED_DETAIL_ROW (object))->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_detail_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_HINT:
      set_hint_label (KINDRED_DETAIL_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_detail_row_class_init (KindredDetailRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_detail_row_dispose;
  object_class->finalize = kindred_detail_row_finalize;
  object_class->get_property = kindred_detail_row_get_property;
  object_class->set_property = kindred_detail_row_set_property;

  properties[PROP_HINT] = g_param_spec_object ("hint", NULL, NULL, GTK_TYPE_LABEL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_detail_row_init (KindredDetailRow *self)
{
  keep (self, "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

void
kindred_detail_row_set_kept (KindredDetailRow *self, const char *text)
{
  gboolean typed;

  g_return_if_fail (KINDRED_IS_DETAIL_ROW (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (get_private (self)->kept, text))
    return;

  typed = kindred_detail_row_is_typed (self);
  keep (self, text);
  if (!typed)
    kindred_detail_row_reset (self);
}

void
kindred_detail_row_replace (KindredDetailRow *self, const char *text)
{
  g_return_if_fail (KINDRED_IS_DETAIL_ROW (self));
  g_return_if_fail (text != NULL);

  keep (self, text);
  kindred_detail_row_reset (self);
}

void
kindred_detail_row_reset (KindredDetailRow *self)
{
  const char *kept;

  g_return_if_fail (KINDRED_IS_DETAIL_ROW (self));

  /* The row offers to apply what the user types, not this. */
  kept = get_private (self)->kept;
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), FALSE);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), kept))
    gtk_editable_set_text (GTK_EDITABLE (self), kept);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
}

gboolean
kindred_detail_row_is_typed (KindredDetailRow *self)
{
  g_return_val_if_fail (KINDRED_IS_DETAIL_ROW (self), FALSE);

  return !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), get_private (self)->kept);
}

void
kindred_detail_row_set_hint (KindredDetailRow *self, const char *text, gboolean wrong)
{
  GtkWidget *widgets[2];

  g_return_if_fail (KINDRED_IS_DETAIL_ROW (self));
  g_return_if_fail (get_private (self)->hint != NULL);

  widgets[0] = GTK_WIDGET (self);
  widgets[1] = GTK_WIDGET (get_private (self)->hint);
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      if (wrong)
        gtk_widget_add_css_class (widgets[i], "error");
      else
        gtk_widget_remove_css_class (widgets[i], "error");
    }
  gtk_label_set_label (get_private (self)->hint, text != NULL ? text : "");
  gtk_widget_set_visible (widgets[1], text != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}
