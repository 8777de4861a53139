/* kindred-split-plan.h - into which groups a person falls apart, and which of them are to leave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-library.h"

G_BEGIN_DECLS

/* Nothing changes the library until the edit of kindred_split_plan_make_edit() is applied.
 *
 * What is to leave is kept for each face: groups that fall apart further go where their faces were to go together; a
 * group of faces that were not to go to the same place stays.
 *
 * Beside groups, faces that are like no other are gathered in one, the last: they would fill the page, and are hardly
 * ever what the user is after. */
typedef struct _KindredSplitPlan KindredSplitPlan;

#define KINDRED_SPLIT_PLAN_SHOWN 8

/**
 * KindredSplitGroup:
 * @faces: the first ones
 * @n_shown: how many of @faces there are
 * @is_rest: these are like no other, nor each other
 * @destination: where the group goes: what kindred_split_plan_add_destination() gave; 0: it stays
 */
typedef struct
{
  gint64 faces[KINDRED_SPLIT_PLAN_SHOWN];
  guint n_shown;
  guint n_faces;
  gboolean is_rest;
  guint destination;
} KindredSplitGroup;

/* @split: (transfer full).  Begins at kindred_split_find_beginning(). */
KindredSplitPlan *kindred_split_plan_new (KindredSplit *split);
void kindred_split_plan_free (KindredSplitPlan *self);

/* The faces may be others by now: what was to leave still is. */
void kindred_split_plan_set_split (KindredSplitPlan *self, KindredSplit *split);

/* 0 to 1, see kindred_split_cut().  Some milliseconds for 5,000 faces. */
void kindred_split_plan_set_strictness (KindredSplitPlan *self, double strictness);
double kindred_split_plan_get_strictness (KindredSplitPlan *self);

/* Whether faces that are like no other are gathered; if not, each is a group.  They are to begin with. */
void kindred_split_plan_set_gathers (KindredSplitPlan *self, gboolean gathers);
gboolean kindred_split_plan_get_gathers (KindredSplitPlan *self);

/* Of all groups, the largest first. */
guint kindred_split_plan_get_n_groups (KindredSplitPlan *self);
gsize kindred_split_plan_get_n_faces (KindredSplitPlan *self);

/* Until the strictness or a destination changes. */
const KindredSplitGroup *kindred_split_plan_get_group (KindredSplitPlan *self, guint group);

/* @person: or 0 for a new one, called @name (nullable).  Who is there already, or is new but of the same name, is one
 * and the same destination; somebody new without a name is another one each time. */
guint kindred_split_plan_add_destination (KindredSplitPlan *self, gint64 person, const char *name);

/* Returns: the person, or 0 for a new one.  @name: (out) (nullable) (transfer none) */
gint64 kindred_split_plan_get_destination (KindredSplitPlan *self, guint destination, const char **name);

void kindred_split_plan_set_destination (KindredSplitPlan *self, guint group, guint destination);

/* @n_faces: (out): how many faces they have together */
guint kindred_split_plan_count_leaving (KindredSplitPlan *self, gsize *n_faces);

/* All that leaves, as one edit.  @from: whose faces these are. */
KindredEdit *kindred_split_plan_make_edit (KindredSplitPlan *self, gint64 from, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredSplitPlan, kindred_split_plan_free)

G_END_DECLS
