/* kindred-switcher-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-switcher-bar.h"

struct _KindredSwitcherBar
{
  AdwBin parent_instance;

  AdwViewSwitcherBar *bar;
  AdwViewSwitcherTitle *switcher;
  gboolean enabled;
  guint update_source;
};

G_DEFINE_FINAL_TYPE (KindredSwitcherBar, kindred_switcher_bar, ADW_TYPE_BIN)

enum
{
  PROP_SWITCHER = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
update_cb (gpointer user_data)
{
  KindredSwitcherBar *self = user_data;

  self->update_source = 0;
  adw_view_switcher_bar_set_reveal (self->bar,
                                    self->enabled && adw_view_switcher_title_get_title_visible (self->switcher));

  return G_SOURCE_REMOVE;
}

/* The title tells while it is given its place. What is shown then gets no height, and GTK complains. */
static void
queue_update (KindredSwitcherBar *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, update_cb, self, NULL);
}

static void
kindred_switcher_bar_constructed (GObject *object)
{
  KindredSwitcherBar *self = KINDRED_SWITCHER_BAR (object);

  G_OBJECT_CLASS (kindred_switcher_bar_parent_class)->constructed (object);

  g_object_bind_property (self->switcher, "stack", self->bar, "stack", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->switcher, "notify::title-visible", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  queue_update (self);
}

static void
kindred_switcher_bar_dispose (GObject *object)
{
  KindredSwitcherBar *self = KINDRED_SWITCHER_BAR (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->switcher);

  G_OBJECT_CLASS (kindred_switcher_bar_parent_class)->dispose (object);
}

static void
kindred_switcher_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SWITCHER:
      KINDRED_SWITCHER_BAR (object)->switcher = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_switcher_bar_class_init (KindredSwitcherBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = kindred_switcher_bar_constructed;
  object_class->dispose = kindred_switcher_bar_dispose;
  object_class->set_property = kindred_switcher_bar_set_property;

  properties[PROP_SWITCHER] = g_param_spec_object ("switcher", NULL, NULL, ADW_TYPE_VIEW_SWITCHER_TITLE,
                                                   G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_switcher_bar_init (KindredSwitcherBar *self)
{
  self->enabled = TRUE;
  self->bar = ADW_VIEW_SWITCHER_BAR (adw_view_switcher_bar_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->bar));
}

void
kindred_switcher_bar_set_enabled (KindredSwitcherBar *self, gboolean enabled)
{
  g_return_if_fail (KINDRED_IS_SWITCHER_BAR (self));

  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  queue_update (self);
}
