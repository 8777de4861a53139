/* kindred-people-model.h - the persons that a page shows, sorted and searched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item-list.h"
#include "kindred-people.h"

G_BEGIN_DECLS

typedef enum
{
  KINDRED_PEOPLE_VISIBLE,
  KINDRED_PEOPLE_HIDDEN,
  KINDRED_PEOPLE_STRANGERS, /* nobody until kindred_people_model_set_strangers() is called */
} KindredPeopleFilter;

/* The KindredPersonItems in the order of kindred_person_item_compare().
 *
 * Property: "search" (string, never NULL). */

#define KINDRED_TYPE_PEOPLE_MODEL (kindred_people_model_get_type ())
G_DECLARE_FINAL_TYPE (KindredPeopleModel, kindred_people_model, KINDRED, PEOPLE_MODEL, KindredItemList)

KindredPeopleModel *kindred_people_model_new (KindredPeople *people, KindredPeopleFilter filter);

/* NULL or "" shows all; see kindred_search_matches(). */
void kindred_people_model_set_search (KindredPeopleModel *self, const char *search);
const char *kindred_people_model_get_search (KindredPeopleModel *self);

/* For KINDRED_PEOPLE_STRANGERS: who they are. (element-type gint64) */
void kindred_people_model_set_strangers (KindredPeopleModel *self, GArray *persons);

G_END_DECLS
