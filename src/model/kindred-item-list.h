/* kindred-item-list.h - a list of items that views show, brought up to date as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GListModel of KindredItem.  A grid makes a widget for each of its first few hundred items at once, and each takes a
 * fraction of a millisecond: a list that is new comes in slices, one for each turn of the main loop, its beginning at
 * once.
 *
 * Property, read-only: "n-items" (guint). */

#define KINDRED_TYPE_ITEM_LIST (kindred_item_list_get_type ())
G_DECLARE_DERIVABLE_TYPE (KindredItemList, kindred_item_list, KINDRED, ITEM_LIST, GObject)

struct _KindredItemListClass
{
  GObjectClass parent_class;
};

/**
 * kindred_item_list_take:
 * @items: (transfer full) (element-type KindredItem): with g_object_unref() as free function
 * @anew: whether the view starts over, as for a search; else it keeps its place, and all of @items come at once unless
 *   slices are still to come
 *
 * For subclasses: from now on the list has these @items in this order. Only what is different is removed and added.
 */
void kindred_item_list_take (KindredItemList *self, GPtrArray *items, gboolean anew);

/* For subclasses: all items, those of slices to come too. (transfer none) */
GPtrArray *kindred_item_list_peek (KindredItemList *self);

/* The number of items when all slices have come. */
guint kindred_item_list_get_total (KindredItemList *self);

/* The position of the item with this id, or G_MAXUINT. */
guint kindred_item_list_find (KindredItemList *self, gint64 id);

G_END_DECLS
