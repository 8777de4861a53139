/* kindred-power.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-power.h"

struct _KindredPower
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusProxy *proxy; /* NULL until it is there */
  gboolean on_battery;
};

G_DEFINE_FINAL_TYPE (KindredPower, kindred_power, G_TYPE_OBJECT)

enum
{
  PROP_ON_BATTERY = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update (KindredPower *self)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (self->proxy, "OnBattery");
  gboolean on_battery
      = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);

  if (self->on_battery == on_battery)
    return;

  self->on_battery = on_battery;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON_BATTERY]);
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPower *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  if (proxy == NULL)
    {
      /* Disposing cancels: there may be no object any more. */
      g_debug ("power: %s", error->message);
      return;
    }

  self->proxy = g_steal_pointer (&proxy);
  g_signal_connect_object (self->proxy, "g-properties-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->proxy, "notify::g-name-owner", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
kindred_power_dispose (GObject *object)
{
  KindredPower *self = KINDRED_POWER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->proxy);

  G_OBJECT_CLASS (kindred_power_parent_class)->dispose (object);
}

static void
kindred_power_finalize (GObject *object)
{
  g_object_unref (KINDRED_POWER (object)->cancellable);

  G_OBJECT_CLASS (kindred_power_parent_class)->finalize (object);
}

static void
kindred_power_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ON_BATTERY:
      g_value_set_boolean (value, KINDRED_POWER (object)->on_battery);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_power_class_init (KindredPowerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_power_dispose;
  object_class->finalize = kindred_power_finalize;
  object_class->get_property = kindred_power_get_property;

  properties[PROP_ON_BATTERY] = g_param_spec_boolean (
      "on-battery", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kindred_power_init (KindredPower *self)
{
  self->cancellable = g_cancellable_new ();
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM, G_DBUS_PROXY_FLAGS_NONE, NULL, "org.freedesktop.UPower",
                            "/org/freedesktop/UPower", "org.freedesktop.UPower", self->cancellable, connected_cb, self);
}

KindredPower *
kindred_power_new (void)
{
  return g_object_new (KINDRED_TYPE_POWER, NULL);
}

gboolean
kindred_power_get_on_battery (KindredPower *self)
{
  g_return_val_if_fail (KINDRED_IS_POWER (self), FALSE);

  return self->on_battery;
}
