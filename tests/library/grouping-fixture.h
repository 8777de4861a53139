/* grouping-fixture.h - two persons and two new faces, for the tests of what grouping may do in the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

#define GROUPING_FIXTURE_N_FACES 8

/* Faces in a photo each; the first four are person a, the next two person b, the last two are new. */
typedef struct
{
  StoreFixture base;
  gint64 faces[GROUPING_FIXTURE_N_FACES];
  gint64 a, b;
} GroupingFixture;

typedef struct
{
  const char *path;
  void (*func) (GroupingFixture *self, gconstpointer data);
} GroupingFixtureTest;

/* Runs @tests, each over a library of its own, which must be sound in the end. */
int grouping_fixture_run (const GroupingFixtureTest *tests, gsize n_tests, int *argc, char ***argv);

void grouping_fixture_set_up (GroupingFixture *self, gconstpointer data);
void grouping_fixture_tear_down (GroupingFixture *self, gconstpointer data);

/* Applies what grouping found.  Returns: how many faces have moved */
guint grouping_fixture_apply_moves (GroupingFixture *self, const KindredFaceMove *moves, gsize n, gboolean journal);

/* One face, while growing. */
guint grouping_fixture_move (GroupingFixture *self, gint64 face, gint64 from, gint64 to);

/* One face, in a regrouping that the user asked for. */
guint grouping_fixture_regroup (GroupingFixture *self, gint64 face, gint64 from, gint64 to);

void grouping_fixture_apply (GroupingFixture *self, KindredEdit *edit);
gint64 grouping_fixture_get_person (GroupingFixture *self, int i);
gboolean grouping_fixture_exists (GroupingFixture *self, gint64 person);
gboolean grouping_fixture_has_new (GroupingFixture *self);

G_END_DECLS
