/* kindred-power.h - whether the computer runs on battery
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks UPower on the system bus, without blocking; where there is none, it runs on mains.
 *
 * Property, read-only: "on-battery" (gboolean). */

#define KINDRED_TYPE_POWER (kindred_power_get_type ())
G_DECLARE_FINAL_TYPE (KindredPower, kindred_power, KINDRED, POWER, GObject)

KindredPower *kindred_power_new (void);
gboolean kindred_power_get_on_battery (KindredPower *self);

G_END_DECLS
