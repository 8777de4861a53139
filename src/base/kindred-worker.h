/* kindred-worker.h - a thread of one's own for GTasks, in order of priority
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Why not g_task_run_in_thread(): its pool is one for the whole process, has no order and is
 * easily flooded; and an SQLite connection wants to stay in one thread. */

#define KINDRED_TYPE_WORKER (kindred_worker_get_type ())
G_DECLARE_FINAL_TYPE (KindredWorker, kindred_worker, KINDRED, WORKER, GObject)

/* Starts a thread called @name (15 bytes at most are shown by the system). */
KindredWorker *kindred_worker_new (const char *name);

/**
 * kindred_worker_push:
 * @self: any thread may call
 * @task: gets a reference until @func has returned; @func ends it with g_task_return_*()
 * @func: runs in the worker's thread
 * @priority: a GLib priority (G_PRIORITY_DEFAULT...); lower numbers first, else first come first
 *
 * A task whose cancellable is cancelled before its turn returns G_IO_ERROR_CANCELLED without
 * @func being called.  After kindred_worker_stop() every task returns G_IO_ERROR_CLOSED.
 */
void kindred_worker_push (KindredWorker *self, GTask *task, GTaskThreadFunc func, int priority);

/* Whether the calling thread is the worker's: for g_assert() at the top of its functions. */
gboolean kindred_worker_is_current (KindredWorker *self);

/* Does what is queued already, then ends the thread.  Blocks; must be called before the last
 * reference goes, from another thread than the worker's.  Calling it twice does nothing. */
void kindred_worker_stop (KindredWorker *self);

G_END_DECLS
