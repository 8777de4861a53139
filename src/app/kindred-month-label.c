/* kindred-month-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-month-label.h"

#include "kindred-grid-cell.h"
#include "model/kindred-face-item.h"

struct _KindredMonthLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkScrolledWindow *scrolled; /* weak */
  GtkAdjustment *adjustment;   /* its own */
  guint update_source;
};

G_DEFINE_FINAL_TYPE (KindredMonthLabel, kindred_month_label, GTK_TYPE_WIDGET)

enum
{
  PROP_SCROLLED_WINDOW = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* The first cell of the row at the upper edge, of which more than its heading may be out of sight. */
static KindredGridCell *
find_top_cell (KindredMonthLabel *self)
{
  GtkWidget *grid = gtk_scrolled_window_get_child (self->scrolled);
  KindredGridCell *top = NULL;
  float top_x = G_MAXFLOAT;

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *cell = gtk_widget_get_first_child (child);
      graphene_rect_t bounds;

      if (!KINDRED_IS_GRID_CELL (cell) || !gtk_widget_get_child_visible (child)
          || !gtk_widget_compute_bounds (child, grid, &bounds))
        continue;
      if (bounds.origin.y <= 0 && bounds.origin.y + bounds.size.height > 0 && bounds.origin.x < top_x)
        {
          top = KINDRED_GRID_CELL (cell);
          top_x = bounds.origin.x;
        }
    }

  return top;
}

static void
update (KindredMonthLabel *self)
{
  KindredGridCell *cell = NULL;
  KindredItem *item = NULL;
  g_autofree char *month = NULL;

  if (self->scrolled != NULL && gtk_adjustment_get_value (self->adjustment) > 0)
    cell = find_top_cell (self);
  if (cell != NULL)
    item = kindred_grid_cell_get_item (cell);
  if (KINDRED_IS_FACE_ITEM (item) && kindred_face_item_get_has_place (KINDRED_FACE_ITEM (item)))
    month = kindred_face_item_dup_month (KINDRED_FACE_ITEM (item), FALSE);

  gtk_widget_set_visible (self->label, month != NULL);
  if (month != NULL)
    gtk_label_set_label (GTK_LABEL (self->label), month);
}

static gboolean
update_cb (gpointer user_data)
{
  KindredMonthLabel *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* The grid lays its cells out first. */
static void
adjustment_changed_cb (KindredMonthLabel *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, update_cb, self, NULL);
}

static void
kindred_month_label_dispose (GObject *object)
{
  KindredMonthLabel *self = KINDRED_MONTH_LABEL (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  kindred_month_label_set_scrolled_window (self, NULL);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (kindred_month_label_parent_class)->dispose (object);
}

static void
kindred_month_label_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SCROLLED_WINDOW:
      g_value_set_object (value, KINDRED_MONTH_LABEL (object)->scrolled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_month_label_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SCROLLED_WINDOW:
      kindred_month_label_set_scrolled_window (KINDRED_MONTH_LABEL (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_month_label_class_init (KindredMonthLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_month_label_dispose;
  object_class->get_property = kindred_month_label_get_property;
  object_class->set_property = kindred_month_label_set_property;

  properties[PROP_SCROLLED_WINDOW]
      = g_param_spec_object ("scrolled-window", NULL, NULL, GTK_TYPE_SCROLLED_WINDOW,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kindred_month_label_init (KindredMonthLabel *self)
{
  self->label
      = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->label, "osd");
  gtk_widget_add_css_class (self->label, "month-label");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
kindred_month_label_set_scrolled_window (KindredMonthLabel *self, GtkScrolledWindow *scrolled)
{
  g_return_if_fail (KINDRED_IS_MONTH_LABEL (self));
  g_return_if_fail (scrolled == NULL || GTK_IS_SCROLLED_WINDOW (scrolled));

  if (self->scrolled == scrolled)
    return;

  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_weak_pointer (&self->scrolled, scrolled);
  g_clear_object (&self->adjustment);
  if (scrolled != NULL)
    self->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (scrolled));
  if (self->adjustment != NULL)
    {
      g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self);
      g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (adjustment_changed_cb), self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCROLLED_WINDOW]);
}

const char *
kindred_month_label_get_text (KindredMonthLabel *self)
{
  g_return_val_if_fail (KINDRED_IS_MONTH_LABEL (self), NULL);

  return gtk_widget_get_visible (self->label) ? gtk_label_get_label (GTK_LABEL (self->label)) : NULL;
}
