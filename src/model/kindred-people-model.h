/* kindred-people-model.h - the persons that a page shows, sorted and searched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-people.h"

G_BEGIN_DECLS

typedef enum
{
  KINDRED_PEOPLE_VISIBLE,
  KINDRED_PEOPLE_HIDDEN,
  KINDRED_PEOPLE_STRANGERS, /* nobody until kindred_people_model_set_strangers() is called */
} KindredPeopleFilter;

/* A GListModel of KindredPersonItem: named first, then by number of faces (kindred_person_item_compare()).  When the
 * library changes, only what is different is removed and added; a new list, and the result of a search, comes in
 * slices, its beginning at once.
 *
 * Properties: "search" (string, never NULL), "n-items" (guint, read-only). */

#define KINDRED_TYPE_PEOPLE_MODEL (kindred_people_model_get_type ())
G_DECLARE_FINAL_TYPE (KindredPeopleModel, kindred_people_model, KINDRED, PEOPLE_MODEL, GObject)

KindredPeopleModel *kindred_people_model_new (KindredPeople *people, KindredPeopleFilter filter);

/* NULL or "" shows all; see kindred_search_matches(). */
void kindred_people_model_set_search (KindredPeopleModel *self, const char *search);
const char *kindred_people_model_get_search (KindredPeopleModel *self);

/* For KINDRED_PEOPLE_STRANGERS: who they are. (element-type gint64) */
void kindred_people_model_set_strangers (KindredPeopleModel *self, GArray *persons);

/* The number of persons when all slices have come. */
guint kindred_people_model_get_total (KindredPeopleModel *self);

/* G_MAXUINT when the person is not shown. */
guint kindred_people_model_find (KindredPeopleModel *self, gint64 person);

G_END_DECLS
