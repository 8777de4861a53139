/* kindred-grid-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-grid-frame.h"

struct _KindredGridFrame
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GtkWidget *root;  /* whose focus is watched */
  GtkWidget *focus; /* what inside of the frame has it; weak */
  GtkWidget *grid;  /* the grid around that, or the last one that was; weak */
  guint restore_source;
  guint columns_source;
  int cell_width;
  guint n_columns;
  gboolean focus_within;
};

static void buildable_iface_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredGridFrame, kindred_grid_frame, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

enum
{
  PROP_CHILD = 1,
  PROP_CELL_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable_iface;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    kindred_grid_frame_set_child (KINDRED_GRID_FRAME (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static gboolean
kindred_grid_frame_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  /* Not gtk_widget_get_focus_child(), which is remembered while the focus is elsewhere. */
  if (tab && (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return FALSE;

  return GTK_WIDGET_CLASS (kindred_grid_frame_parent_class)->focus (widget, direction);
}

/* ---- columns ---- */

static GtkWidget *
find_grid (GtkWidget *widget)
{
  GtkWidget *grid = NULL;

  if (GTK_IS_GRID_VIEW (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && grid == NULL;
       child = gtk_widget_get_next_sibling (child))
    grid = find_grid (child);

  return grid;
}

static gboolean
set_columns_cb (gpointer user_data)
{
  KindredGridFrame *self = user_data;
  GtkWidget *grid = find_grid (GTK_WIDGET (self));

  self->columns_source = 0;
  if (grid != NULL)
    gtk_grid_view_set_max_columns (GTK_GRID_VIEW (grid), self->n_columns);

  return G_SOURCE_REMOVE;
}

static void
kindred_grid_frame_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KindredGridFrame *self = KINDRED_GRID_FRAME (widget);
  guint n_columns = (guint) MAX (1, width / self->cell_width);

  /* After this layout, not in the middle of it */
  if (self->n_columns != n_columns && self->columns_source == 0)
    self->columns_source = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, set_columns_cb, self, NULL);
  self->n_columns = n_columns;

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child))
        gtk_popover_present (GTK_POPOVER (child));
    }
}

static void
kindred_grid_frame_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  KindredGridFrame *self = KINDRED_GRID_FRAME (widget);

  if (self->child != NULL)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

/* A column less is 30 cells less. */
static gboolean
shrink (KindredGridFrame *self)
{
  GtkGridView *grid = GTK_GRID_VIEW (find_grid (GTK_WIDGET (self)));
  guint n_columns = gtk_grid_view_get_max_columns (grid);

  g_clear_handle_id (&self->columns_source, g_source_remove);
  if (n_columns > 1)
    gtk_grid_view_set_max_columns (grid, n_columns - 1);

  return n_columns > 2;
}

/* ---- focus ---- */

static gboolean
restore_cb (gpointer user_data)
{
  KindredGridFrame *self = user_data;

  self->restore_source = 0;
  if (self->grid != NULL && gtk_widget_get_mapped (self->grid))
    gtk_widget_grab_focus (self->grid);

  return G_SOURCE_REMOVE;
}

/* GtkWindow gives the focus of a widget that is taken away to what comes next. */
static void
focus_changed_cb (KindredGridFrame *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->root));
  gboolean within = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
  gboolean lost = self->focus_within && !within && (self->focus == NULL || !gtk_widget_get_mapped (self->focus));

  if (lost && self->restore_source == 0)
    self->restore_source = g_idle_add (restore_cb, self);
  if (within)
    {
      g_clear_handle_id (&self->restore_source, g_source_remove);
      /* In a popover it comes back to where it was. */
      if (gtk_widget_get_ancestor (focus, GTK_TYPE_GRID_VIEW) != NULL)
        g_set_weak_pointer (&self->grid, gtk_widget_get_ancestor (focus, GTK_TYPE_GRID_VIEW));
    }
  g_set_weak_pointer (&self->focus, within ? focus : NULL);
  self->focus_within = within;
}

static void
kindred_grid_frame_root (GtkWidget *widget)
{
  KindredGridFrame *self = KINDRED_GRID_FRAME (widget);

  GTK_WIDGET_CLASS (kindred_grid_frame_parent_class)->root (widget);

  self->root = GTK_WIDGET (gtk_widget_get_root (widget));
  if (GTK_IS_WINDOW (self->root))
    g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
kindred_grid_frame_unroot (GtkWidget *widget)
{
  KindredGridFrame *self = KINDRED_GRID_FRAME (widget);

  g_clear_handle_id (&self->restore_source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->root, self);
  self->root = NULL;

  GTK_WIDGET_CLASS (kindred_grid_frame_parent_class)->unroot (widget);
}

static void
kindred_grid_frame_dispose (GObject *object)
{
  KindredGridFrame *self = KINDRED_GRID_FRAME (object);
  GtkWidget *child;

  g_clear_handle_id (&self->restore_source, g_source_remove);
  g_clear_handle_id (&self->columns_source, g_source_remove);
  g_clear_weak_pointer (&self->focus);
  g_clear_weak_pointer (&self->grid);
  self->child = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (kindred_grid_frame_parent_class)->dispose (object);
}

static void
kindred_grid_frame_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, KINDRED_GRID_FRAME (object)->child);
      break;
    case PROP_CELL_WIDTH:
      g_value_set_int (value, KINDRED_GRID_FRAME (object)->cell_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_grid_frame_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      kindred_grid_frame_set_child (KINDRED_GRID_FRAME (object), g_value_get_object (value));
      break;
    case PROP_CELL_WIDTH:
      KINDRED_GRID_FRAME (object)->cell_width = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_grid_frame_class_init (KindredGridFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kindred_grid_frame_dispose;
  object_class->get_property = kindred_grid_frame_get_property;
  object_class->set_property = kindred_grid_frame_set_property;
  widget_class->focus = kindred_grid_frame_focus;
  widget_class->measure = kindred_grid_frame_measure;
  widget_class->size_allocate = kindred_grid_frame_size_allocate;
  widget_class->root = kindred_grid_frame_root;
  widget_class->unroot = kindred_grid_frame_unroot;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CELL_WIDTH] = g_param_spec_int ("cell-width", NULL, NULL, 1, G_MAXINT, 100,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kindred_grid_frame_init (KindredGridFrame *self)
{
}

void
kindred_grid_frame_set_child (KindredGridFrame *self, GtkWidget *child)
{
  g_return_if_fail (KINDRED_IS_GRID_FRAME (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

gboolean
kindred_grid_frame_shrink_all (GtkWidget *root)
{
  gboolean more = FALSE;

  g_return_val_if_fail (GTK_IS_WIDGET (root), FALSE);

  if (KINDRED_IS_GRID_FRAME (root))
    return find_grid (root) != NULL && shrink (KINDRED_GRID_FRAME (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !more;
       child = gtk_widget_get_next_sibling (child))
    more = kindred_grid_frame_shrink_all (child);

  return more;
}
