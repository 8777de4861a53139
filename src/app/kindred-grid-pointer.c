/* kindred-grid-pointer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-grid-pointer.h"

#include "kindred-grid-cell.h"

/* Owned by the grid */
typedef struct
{
  GtkWidget *grid;
  KindredGridCellClass *cell_class;
  KindredGridCell *pressed; /* weak, like all of them */
  KindredGridCell *dragged;
  KindredGridCell *drop_cell; /* highlighted: what is held over it may be dropped */
} Pointer;

static void
pointer_free (Pointer *self)
{
  g_clear_weak_pointer (&self->pressed);
  g_clear_weak_pointer (&self->dragged);
  g_clear_weak_pointer (&self->drop_cell);
  g_type_class_unref (self->cell_class);
  g_free (self);
}

/* What GtkGridView puts around a cell is the cell, too. (nullable) */
static KindredGridCell *
find_cell (Pointer *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self->grid, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != self->grid && gtk_widget_get_parent (widget) != self->grid)
    widget = gtk_widget_get_parent (widget);
  if (widget == NULL || widget == self->grid)
    return NULL;

  widget = gtk_widget_get_first_child (widget);

  return KINDRED_IS_GRID_CELL (widget) ? KINDRED_GRID_CELL (widget) : NULL;
}

/* ---- clicks ---- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, Pointer *self)
{
  g_set_weak_pointer (&self->pressed, find_cell (self, x, y));
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, Pointer *self)
{
  KindredGridCell *cell = find_cell (self, x, y);
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (cell != NULL && cell == self->pressed && kindred_grid_cell_click (cell, modifiers))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
popup_menu (Pointer *self, GtkGesture *gesture, double x, double y)
{
  KindredGridCell *cell = find_cell (self, x, y);

  if (cell == NULL)
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_translate_coordinates (self->grid, GTK_WIDGET (cell), x, y, &x, &y);
  kindred_grid_cell_popup_menu_at (cell, x, y);
}

static void
secondary_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, Pointer *self)
{
  popup_menu (self, GTK_GESTURE (gesture), x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, Pointer *self)
{
  popup_menu (self, GTK_GESTURE (gesture), x, y);
}

/* Before what GtkGridView puts around each cell, and would select it */
static void
add_gesture (Pointer *self, GtkGesture *gesture, guint button)
{
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  gtk_widget_add_controller (self->grid, GTK_EVENT_CONTROLLER (gesture));
}

static void
add_clicks (Pointer *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  g_signal_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);

  add_gesture (self, click, GDK_BUTTON_PRIMARY);
  add_gesture (self, secondary, GDK_BUTTON_SECONDARY);
  add_gesture (self, long_press, GDK_BUTTON_PRIMARY);
}

/* ---- dragging ---- */

static GdkContentProvider *
drag_prepared_cb (GtkDragSource *source, double x, double y, Pointer *self)
{
  KindredGridCell *cell = find_cell (self, x, y);

  g_set_weak_pointer (&self->dragged, cell);
  if (cell == NULL || kindred_grid_cell_get_item (cell) == NULL
      || kindred_session_get_read_only (kindred_grid_cell_get_session (cell)))
    return NULL;

  return self->cell_class->drag (cell, kindred_grid_cell_get_item (cell));
}

static void
drag_begun_cb (GtkDragSource *source, GdkDrag *drag, Pointer *self)
{
  GtkWidget *picture;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GdkPaintable) icon = NULL;

  if (self->dragged == NULL)
    return;

  picture = kindred_grid_cell_get_picture (self->dragged);
  paintable = gtk_widget_paintable_new (picture);
  icon = gdk_paintable_get_current_image (paintable);
  gtk_drag_source_set_icon (source, icon, gtk_widget_get_width (picture) / 2, gtk_widget_get_height (picture) / 2);
  if (self->cell_class->drag_begun != NULL && kindred_grid_cell_get_item (self->dragged) != NULL)
    self->cell_class->drag_begun (self->grid, kindred_grid_cell_get_item (self->dragged));
}

/* The cell may have gone. */
static void
drag_ended_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, Pointer *self)
{
  if (self->cell_class->drag_ended != NULL)
    self->cell_class->drag_ended (self->grid);
}

static void
add_drag (Pointer *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepared_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  g_signal_connect (source, "drag-end", G_CALLBACK (drag_ended_cb), self);
  gtk_widget_add_controller (self->grid, GTK_EVENT_CONTROLLER (source));
}

/* ---- dropping ---- */

static void
set_drop_cell (Pointer *self, KindredGridCell *cell)
{
  if (self->drop_cell == cell)
    return;

  if (self->drop_cell != NULL)
    gtk_widget_unset_state_flags (GTK_WIDGET (self->drop_cell), GTK_STATE_FLAG_DROP_ACTIVE);
  g_set_weak_pointer (&self->drop_cell, cell);
  if (cell != NULL)
    gtk_widget_set_state_flags (GTK_WIDGET (cell), GTK_STATE_FLAG_DROP_ACTIVE, FALSE);
}

/* Nothing is dropped on itself.  What is held is known at once, as it is from this window. */
static gboolean
takes (KindredGridCell *cell, const GValue *value)
{
  KindredItem *item = cell != NULL ? kindred_grid_cell_get_item (cell) : NULL;

  return item != NULL && (value == NULL || g_value_get_object (value) != item);
}

static GdkDragAction
drop_moved_cb (GtkDropTarget *target, double x, double y, Pointer *self)
{
  KindredGridCell *cell = find_cell (self, x, y);

  set_drop_cell (self, takes (cell, gtk_drop_target_get_value (target)) ? cell : NULL);

  return self->drop_cell != NULL ? GDK_ACTION_MOVE : 0;
}

static void
drop_left_cb (GtkDropTarget *target, Pointer *self)
{
  set_drop_cell (self, NULL);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, Pointer *self)
{
  KindredGridCell *cell = find_cell (self, x, y);

  set_drop_cell (self, NULL);
  if (!takes (cell, value))
    return FALSE;

  return self->cell_class->dropped (cell, kindred_grid_cell_get_item (cell), g_value_get_object (value));
}

static void
add_drop (Pointer *self)
{
  GtkDropTarget *target = gtk_drop_target_new (self->cell_class->drop_type, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (drop_moved_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drop_moved_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_left_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (self->grid, GTK_EVENT_CONTROLLER (target));
}

void
kindred_grid_pointer_attach (GtkGridView *grid, GType cell_type)
{
  Pointer *self;

  g_return_if_fail (GTK_IS_GRID_VIEW (grid));
  g_return_if_fail (g_type_is_a (cell_type, KINDRED_TYPE_GRID_CELL));

  self = g_new0 (Pointer, 1);
  self->grid = GTK_WIDGET (grid);
  self->cell_class = g_type_class_ref (cell_type);
  g_object_set_data_full (G_OBJECT (grid), "kindred-grid-pointer", self, (GDestroyNotify) pointer_free);

  add_clicks (self);
  if (self->cell_class->drag != NULL)
    add_drag (self);
  if (self->cell_class->dropped != NULL)
    add_drop (self);
}
