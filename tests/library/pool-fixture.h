/* pool-fixture.h - a pool of analyzers with the fake vision stage, and a folder of photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/kindred-error.h"
#include "fake-vision/fake-vision.h"
#include "library-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  KindredAnalyzerPool *pool;
} PoolFixture;

/* One request under way. */
typedef struct
{
  KindredAnalysis *analysis;
  GBytes *picture;
  GError *error;
  gboolean done;
} PoolResult;

void pool_result_clear (PoolResult *result);

/* @data: the pool's KindredAnalyzerOptions */
void pool_fixture_set_up (PoolFixture *fixture, gconstpointer data);
/* Fails unless all analyzers end. */
void pool_fixture_tear_down (PoolFixture *fixture, gconstpointer data);

char *pool_fixture_make_photo (PoolFixture *fixture, const char *name, FakeFace face);

/* Callbacks with a PoolResult. */
void pool_fixture_analyzed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data);
void pool_fixture_cropped_cb (GObject *source, GAsyncResult *async_result, gpointer user_data);

/* Wait for the result. */
PoolResult pool_fixture_analyze (PoolFixture *fixture, const char *path);
PoolResult pool_fixture_crop (PoolFixture *fixture, const char *path);

/* Asserts that a photo fails with @code, and that the next one is analyzed all the same. */
void pool_fixture_assert_fails (PoolFixture *fixture, const char *path, KindredError code);

/* Whether the process is gone, or dead and not yet reaped by whoever inherited it. */
gboolean pool_fixture_is_dead (int pid);

/* The pids of the live analyzers. */
GArray *pool_fixture_list_children (void);

/* Waits until there are so many: a process that was killed takes a moment to die. */
GArray *pool_fixture_wait_for_children (guint n);
int pool_fixture_get_only_child (void);

/* Waits until an analyzer sleeps in a FAKE_COMMAND_HANG photo; not the process @other_than, if that is not 0. */
int pool_fixture_wait_for_hanging_child (int other_than);

G_END_DECLS
