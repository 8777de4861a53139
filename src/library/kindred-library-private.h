/* kindred-library-private.h - what the parts of the library share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/kindred-worker.h"
#include "kindred-library.h"

G_BEGIN_DECLS

typedef struct _KindredQuestions KindredQuestions;
typedef struct _KindredScan KindredScan;
typedef struct _KindredSnapshot KindredSnapshot;

/* A thread and the connection that it alone uses. */
typedef struct
{
  KindredWorker *worker;
  KindredStore *store; /* opened in the worker, closed after it has stopped */
  KindredStoreFlags flags;
} KindredLane;

typedef enum
{
  KINDRED_LANE_WRITE, /* the one writer */
  KINDRED_LANE_READ,  /* what views ask for: short */
  KINDRED_LANE_LONG,  /* what jobs and checks read: may take minutes */
  KINDRED_N_LANES
} KindredLaneKind;

struct _KindredLibrary
{
  GObject parent_instance;

  char *path;
  char *id;
  gboolean read_only;
  gboolean can_undo;
  gboolean can_redo;

  KindredLane lanes[KINDRED_N_LANES];
  gboolean reads_ahead;
  GPtrArray *first_people;        /* read while the library was opened, for who asks first; the read lane's alone */
  gint64 first_people_version;    /* of the data */
  KindredWorker *files_worker;    /* lists folders, hashes files, exports */
  KindredWorker *thumbs_worker;   /* reads and writes the thumbnail cache */
  gint64 preview_bytes;           /* thumbs_worker's alone: what it may write before previews make room */
  KindredWorker *grouping_worker; /* computes groups */
  KindredAnalyzerPool *pool;
  GCancellable *closing; /* cancelled by kindred_library_close() */

  guint pending_changes; /* KindredLibraryChange, not emitted yet */
  guint changed_source;
  guint poll_source;
  gint64 data_version; /* of the read lane, at the last poll */
  gboolean polling;

  guint generation;          /* grows with every change that may matter to what is computed from faces */
  KindredSnapshot *snapshot; /* the grouping worker's, or NULL */
  guint snapshot_source;     /* lets go of it */
  KindredQuestions *questions;

  KindredScan *scan; /* the running one, or NULL */
  KindredJob *scan_job;
};

/* Runs in a lane's thread.  Returns NULL with @error set, or a result that is not NULL. */
typedef gpointer (*KindredStoreFunc) (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error);

/**
 * KindredOperation:
 * @lane: where it runs
 * @priority: within the lane
 * @func: what runs
 * @data: for @func
 * @free_data: (nullable): for @data, called in either thread
 * @free_result: (nullable): for a result that nobody takes
 * @changes: KindredLibraryChange that it causes when it succeeds
 * @tag: source tag of the task
 */
typedef struct
{
  KindredLaneKind lane;
  int priority;
  KindredStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  guint changes;
  gpointer tag;
} KindredOperation;

/* In the lane's thread: opens its store, unless it is open. */
KindredStore *kindred_library_ensure_store (KindredLibrary *self, KindredLane *lane, GError **error);

/* In the lane's thread: runs @operation.  Returns: what its func returned */
gpointer kindred_library_perform (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable,
                                  GError **error);

/* Takes @operation->data over.  Finish with g_task_propagate_pointer(). */
void kindred_library_run (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);

/**
 * kindred_library_call:
 *
 * The same, blocking, for the library's own worker threads (never the main thread, never a lane's): waits until
 * @operation has run.  Its tag is not used.
 *
 * Returns: what its func returned
 */
gpointer kindred_library_call (KindredLibrary *self, const KindredOperation *operation, GCancellable *cancellable,
                               GError **error);

/* For a call's _finish(): checks that @result is of the call with this source tag. */
gpointer kindred_library_take_result (KindredLibrary *self, GAsyncResult *result, gpointer tag, GError **error);

/* In a callback: returns from @task (transfer full) what another task's @result is, a pointer or an error.
 * @free_result: for the pointer */
void kindred_library_pass_on (GTask *task, GAsyncResult *result, GDestroyNotify free_result);

void kindred_questions_free (KindredQuestions *self);

/* A KindredStoreFunc for @data, the library: reads the people before anybody has asked, since everybody will. */
gpointer kindred_library_read_first_people (KindredStore *store, gpointer data, GCancellable *cancellable,
                                            GError **error);

/* Main context only.  Emitted soon, together with what else changes meanwhile. */
void kindred_library_note_changes (KindredLibrary *self, guint changes);

/* Looks from now on for what other programs change, and whether there is anything to undo. */
void kindred_library_start_watching (KindredLibrary *self);

/* Properties and the signal; main context only. */
void kindred_library_emit_changed (KindredLibrary *self, guint changes);
void kindred_library_set_undo_state (KindredLibrary *self, gboolean can_undo, gboolean can_redo);
void kindred_library_set_scan (KindredLibrary *self, KindredScan *scan, KindredJob *job);

/* "Nothing to return but success" for a KindredStoreFunc. */
#define KINDRED_DONE GINT_TO_POINTER (1)

/* The file of a face's thumbnail in the cache.  Any thread. */
char *kindred_library_get_thumbnail_path (KindredLibrary *self, gint64 face);

/* In the thumbs worker: writes a picture, as far as that is possible; returns one from @task, or a G_FILE_ERROR. */
void kindred_library_write_cached (const char *path, GBytes *jpeg);
void kindred_library_return_cached (GTask *task, const char *path);

/* Queues writing thumbnails to the cache: @faces, @thumbnails (element-type GBytes, NULL elements are skipped). */
void kindred_library_store_thumbnails (KindredLibrary *self, GArray *faces, GPtrArray *thumbnails);

KindredFailure *kindred_failure_new (const char *path, const GError *reason);
void kindred_failure_free (KindredFailure *self);
void kindred_moved_folder_free (KindredMovedFolder *self);
KindredScanResult *kindred_scan_result_copy (const KindredScanResult *self);

/**
 * kindred_library_group_async:
 *
 * Grows persons by the faces that were never grouped before.  finish() gives the number of faces that changed
 * person.
 */
void kindred_library_group_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean kindred_library_group_finish (KindredLibrary *self, GAsyncResult *result, guint *n_moved, GError **error);

G_END_DECLS
