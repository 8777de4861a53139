/* kindred-item.h - what lists of persons and faces have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An object of a list that stands for a row of the library.  There is one object for a row as long as a
 * list shows it, so that what belongs to it (selection, focus, a half-typed name) survives a refresh.
 * Main thread only, like all of this folder. */

#define KINDRED_TYPE_ITEM (kindred_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (KindredItem, kindred_item, KINDRED, ITEM, GObject)

struct _KindredItemClass
{
  GObjectClass parent_class;
};

/* For subclasses: an object of @type.  Not with a property, since thousands are made at once. */
gpointer kindred_item_new (GType type, gint64 id);

gint64 kindred_item_get_id (KindredItem *self);

G_END_DECLS
