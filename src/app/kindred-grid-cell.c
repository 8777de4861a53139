/* kindred-grid-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-grid-cell.h"

#include "kindred-grid-frame.h"

typedef struct
{
  KindredGridCellOptions *options; /* owned, by reference counting */
  KindredItem *item;
  GtkWidget *picture;
  GtkWidget *check;       /* on the picture; NULL until needed */
  GtkWidget *mark;        /* likewise */
  GtkListItem *list_item; /* owns the cell */
} KindredGridCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KindredGridCell, kindred_grid_cell, GTK_TYPE_WIDGET)

static GtkWidget *
add_check (KindredGridCell *self)
{
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic", "halign", GTK_ALIGN_END,
                                   "valign", GTK_ALIGN_END, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (check, "check-mark");
  gtk_widget_set_parent (check, GTK_WIDGET (self));

  return check;
}

static void
selected_cb (KindredGridCell *self, GParamSpec *pspec, GtkListItem *list_item)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  gboolean selected = gtk_list_item_get_selected (list_item);

  if (priv->check == NULL && selected)
    priv->check = add_check (self);
  if (priv->check != NULL)
    gtk_widget_set_visible (priv->check, selected);
}

/* ---- menu ---- */

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);

  return G_SOURCE_REMOVE;
}

/* The chosen action is activated from inside of the menu, after this. */
static void
menu_closed_cb (GtkWidget *menu)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (menu), g_object_unref);
}

/* Not of the cell, which may show something else, or go, while the menu is there. */
static void
popup_menu (KindredGridCell *self, GMenuModel *model, double x, double y)
{
  GtkWidget *frame = gtk_widget_get_ancestor (GTK_WIDGET (self), KINDRED_TYPE_GRID_FRAME);
  GtkWidget *menu;

  if (frame == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self), frame, x, y, &x, &y))
    return;

  menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, frame);
  g_signal_connect (menu, "closed", G_CALLBACK (menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (menu));
}

/* ---- size ---- */

/* There are hundreds of cells: GtkOverlay and GtkBoxLayout take several times as long for the same. */

static gboolean
is_mark (KindredGridCell *self, GtkWidget *child)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  return child == priv->check || child == priv->mark;
}

/* The next child in the column, which marks are not in. */
static GtkWidget *
find_in_column (KindredGridCell *self, GtkWidget *child)
{
  while (child != NULL && (!gtk_widget_should_layout (child) || is_mark (self, child)))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

#define FOR_EACH_IN_COLUMN(self, child)                                                                                \
  for (GtkWidget *child = find_in_column (self, gtk_widget_get_first_child (GTK_WIDGET (self))); child != NULL;        \
       child = find_in_column (self, gtk_widget_get_next_sibling (child)))

static void
kindred_grid_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  KindredGridCell *self = KINDRED_GRID_CELL (widget);

  *minimum = *natural = 0;
  FOR_EACH_IN_COLUMN (self, child)
  {
    int child_minimum, child_natural;

    gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
    if (orientation == GTK_ORIENTATION_HORIZONTAL)
      {
        *minimum = MAX (*minimum, child_minimum);
        *natural = MAX (*natural, child_natural);
      }
    else
      {
        *minimum += child_minimum;
        *natural += child_natural;
      }
  }
}

static void
allocate_at (GtkWidget *widget, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
allocate_marks (KindredGridCell *self, int width, int y, int height)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  GtkWidget *marks[] = { priv->mark, priv->check };
  int natural = 0;

  gtk_widget_measure (priv->picture, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  natural = MIN (natural, width);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (marks[i] != NULL && gtk_widget_should_layout (marks[i]))
        allocate_at (marks[i], (width - natural) / 2, y, natural, height);
    }
}

static void
kindred_grid_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KindredGridCell *self = KINDRED_GRID_CELL (widget);
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  int y = 0;

  FOR_EACH_IN_COLUMN (self, child)
  {
    int natural = 0;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
    allocate_at (child, 0, y, width, natural);
    if (child == priv->picture)
      allocate_marks (self, width, y, natural);
    y += natural;
  }
}

/* ---- object ---- */

static void
options_clear (gpointer data)
{
  KindredGridCellOptions *options = data;

  g_object_unref (options->session);
  g_object_unref (options->selection);
}

static void
kindred_grid_cell_dispose (GObject *object)
{
  KindredGridCell *self = KINDRED_GRID_CELL (object);
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  GtkWidget *child;

  if (priv->item != NULL)
    kindred_grid_cell_set_item (self, NULL);
  priv->picture = priv->check = priv->mark = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&priv->options, kindred_grid_cell_options_unref);

  G_OBJECT_CLASS (kindred_grid_cell_parent_class)->dispose (object);
}

/* Made when it is asked for: setting a tooltip asks the display server each time, and most cells are never pointed at.
 */
static gboolean
kindred_grid_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  KindredGridCell *self = KINDRED_GRID_CELL (widget);
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  g_autofree char *text = NULL;

  if (priv->item != NULL)
    text = KINDRED_GRID_CELL_GET_CLASS (self)->dup_tooltip (self, priv->item);
  if (text != NULL)
    gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

static void
kindred_grid_cell_class_init (KindredGridCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_grid_cell_dispose;
  widget_class->measure = kindred_grid_cell_measure;
  widget_class->query_tooltip = kindred_grid_cell_query_tooltip;
  widget_class->size_allocate = kindred_grid_cell_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "gridcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kindred_grid_cell_init (KindredGridCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* ---- public ---- */

KindredGridCellOptions *
kindred_grid_cell_options_copy (const KindredGridCellOptions *options)
{
  KindredGridCellOptions *copy;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (g_type_is_a (options->cell_type, KINDRED_TYPE_GRID_CELL), NULL);
  g_return_val_if_fail (KINDRED_IS_SESSION (options->session), NULL);
  g_return_val_if_fail (KINDRED_IS_ITEM_SELECTION (options->selection), NULL);

  copy = (KindredGridCellOptions *) g_rc_box_dup (sizeof *options, options);
  g_object_ref (copy->session);
  g_object_ref (copy->selection);

  return copy;
}

void
kindred_grid_cell_options_unref (KindredGridCellOptions *options)
{
  g_return_if_fail (options != NULL);

  g_rc_box_release_full (options, options_clear);
}

KindredGridCell *
kindred_grid_cell_new (KindredGridCellOptions *options, GtkListItem *list_item)
{
  KindredGridCell *self = g_object_new (options->cell_type, NULL);
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  priv->options = g_rc_box_acquire (options);
  priv->list_item = list_item;
  g_signal_connect_object (list_item, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  selected_cb (self, NULL, list_item);

  return self;
}

void
kindred_grid_cell_set_item (KindredGridCell *self, KindredItem *item)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_if_fail (KINDRED_IS_GRID_CELL (self));

  g_set_object (&priv->item, item);
  KINDRED_GRID_CELL_GET_CLASS (self)->bind (self, item);
  if (item != NULL)
    kindred_grid_cell_update_label (self);
}

KindredSession *
kindred_grid_cell_get_session (KindredGridCell *self)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_GRID_CELL (self), NULL);

  return priv->options->session;
}

KindredItem *
kindred_grid_cell_get_item (KindredGridCell *self)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_GRID_CELL (self), NULL);

  return priv->item;
}

guint
kindred_grid_cell_get_position (KindredGridCell *self)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_GRID_CELL (self), GTK_INVALID_LIST_POSITION);

  return gtk_list_item_get_position (priv->list_item);
}

GtkWidget *
kindred_grid_cell_get_picture (KindredGridCell *self)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_val_if_fail (KINDRED_IS_GRID_CELL (self), NULL);

  return priv->picture;
}

/* With Ctrl or Shift the grid itself does the right thing, but that a range needs a beginning. */
gboolean
kindred_grid_cell_click (KindredGridCell *self, GdkModifierType modifiers)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  KindredItemSelection *selection;
  gboolean range;

  g_return_val_if_fail (KINDRED_IS_GRID_CELL (self), FALSE);

  selection = priv->options->selection;
  range = (modifiers & GDK_SHIFT_MASK) != 0 && kindred_item_selection_get_n_selected (selection) == 0;
  if (priv->item == NULL || ((modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 && !range))
    return FALSE;

  if (range || priv->options->click_selects || kindred_item_selection_get_active (selection))
    gtk_widget_activate_action (GTK_WIDGET (self), "list.select-item", "(ubb)", kindred_grid_cell_get_position (self),
                                TRUE, FALSE);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "list.activate-item", "u", kindred_grid_cell_get_position (self));

  return TRUE;
}

void
kindred_grid_cell_popup_menu_at (KindredGridCell *self, double x, double y)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  g_autoptr (GMenuModel) model = NULL;

  g_return_if_fail (KINDRED_IS_GRID_CELL (self));

  if (priv->item != NULL && priv->options->menu != NULL)
    model = priv->options->menu (priv->item, priv->options->menu_data);
  if (model != NULL)
    popup_menu (self, model, x, y);
}

void
kindred_grid_cell_popup_menu (KindredGridCell *self)
{
  g_return_if_fail (KINDRED_IS_GRID_CELL (self));

  kindred_grid_cell_popup_menu_at (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                                   gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

/* What has the focus, and is read out, is the widget that GtkGridView puts around the cell. */
void
kindred_grid_cell_update_label (KindredGridCell *self)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *label = NULL;

  g_return_if_fail (KINDRED_IS_GRID_CELL (self));

  if (parent == NULL || priv->item == NULL)
    return;

  label = KINDRED_GRID_CELL_GET_CLASS (self)->describe (self, priv->item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
kindred_grid_cell_set_picture (KindredGridCell *self, GtkWidget *picture)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_if_fail (KINDRED_IS_GRID_CELL (self));

  g_return_if_fail (priv->picture == NULL);

  priv->picture = picture;
  gtk_widget_set_parent (picture, GTK_WIDGET (self));
}

void
kindred_grid_cell_add_mark (KindredGridCell *self, GtkWidget *mark)
{
  KindredGridCellPrivate *priv = kindred_grid_cell_get_instance_private (self);

  g_return_if_fail (KINDRED_IS_GRID_CELL (self));
  g_return_if_fail (GTK_IS_WIDGET (mark));
  g_return_if_fail (priv->mark == NULL);

  priv->mark = mark;
  gtk_widget_set_parent (mark, GTK_WIDGET (self));
}

KindredGridCell *
kindred_grid_cell_get_focused (GtkWidget *grid)
{
  GtkWidget *cell;

  g_return_val_if_fail (GTK_IS_GRID_VIEW (grid), NULL);

  if ((gtk_widget_get_state_flags (grid) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return NULL;

  cell = gtk_widget_get_focus_child (grid);
  cell = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;

  return KINDRED_IS_GRID_CELL (cell) ? KINDRED_GRID_CELL (cell) : NULL;
}
