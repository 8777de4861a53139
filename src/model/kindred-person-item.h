/* kindred-person-item.h - a person in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item.h"
#include "store/kindred-records.h"

G_BEGIN_DECLS

/* Properties, read-only, notified when the library changed: "name" (string or NULL), "cover" (gint64: id of a face or
 * 0), "hidden", "favourite" (gboolean), "n-faces", "n-photos" (guint), "birth", "notes" (string or NULL: as in
 * KindredPersonRecord). */

#define KINDRED_TYPE_PERSON_ITEM (kindred_person_item_get_type ())
G_DECLARE_FINAL_TYPE (KindredPersonItem, kindred_person_item, KINDRED, PERSON_ITEM, KindredItem)

KindredPersonItem *kindred_person_item_new (const KindredPersonRecord *record);

/* Takes over what @record (of the same id) says.  Returns: whether anything is different now */
gboolean kindred_person_item_update (KindredPersonItem *self, const KindredPersonRecord *record);

const char *kindred_person_item_get_name (KindredPersonItem *self);
gint64 kindred_person_item_get_cover (KindredPersonItem *self);
gboolean kindred_person_item_get_hidden (KindredPersonItem *self);
gboolean kindred_person_item_get_favourite (KindredPersonItem *self);
guint kindred_person_item_get_n_faces (KindredPersonItem *self);
guint kindred_person_item_get_n_photos (KindredPersonItem *self);

const char *kindred_person_item_get_birth (KindredPersonItem *self);
const char *kindred_person_item_get_notes (KindredPersonItem *self);

/* "Ann", or a translated "Unnamed person".  Plain text. */
const char *kindred_person_item_get_title (KindredPersonItem *self);

/* "312 faces".  (transfer full) */
char *kindred_person_item_dup_count (KindredPersonItem *self);

/* "312 faces in 280 photos, 2014–2020".  (transfer full) */
char *kindred_person_item_dup_summary (KindredPersonItem *self);

/* For screen readers: "Ann, 312 faces"; "Ann, favourite, 312 faces"; "Unnamed person, 14 faces, first seen 2014".
 * (transfer full) */
char *kindred_person_item_describe (KindredPersonItem *self);

/* Favourites first; then those with a name, in the order of the user's language; then those with more faces. */
int kindred_person_item_compare (KindredPersonItem *a, KindredPersonItem *b);

G_END_DECLS
