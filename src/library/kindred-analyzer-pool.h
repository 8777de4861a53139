/* kindred-analyzer-pool.h - the analyzer processes and what they are given to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "protocol/kindred-analysis.h"

G_BEGIN_DECLS

#define KINDRED_TYPE_ANALYZER_POOL (kindred_analyzer_pool_get_type ())
G_DECLARE_FINAL_TYPE (KindredAnalyzerPool, kindred_analyzer_pool, KINDRED, ANALYZER_POOL, GObject)

/**
 * KindredAnalyzerOptions:
 * @program: path of kindred-analyzer, or NULL for kindred_paths_get_analyzer()
 * @n_analyzers: processes that look for faces, and as many for pictures at need; 0 for the number of CPUs
 * @timeout: seconds for one photo; 0 for 60; videos get ten times as many
 * @max_photos: a process is replaced after so many; 0 for 500
 * @max_memory: address space of one process in bytes; 0 for the default
 * @max_pixels: 0 for the default
 * @model_dirs: NULL for kindred_paths_get_model_dirs()
 * @detector: NULL for the best
 * @encoder: NULL for the best
 */
typedef struct
{
  const char *program;
  guint n_analyzers;
  guint timeout;
  guint max_photos;
  guint64 max_memory;
  guint64 max_pixels;
  const char *const *model_dirs;
  const char *detector;
  const char *encoder;
} KindredAnalyzerOptions;

/* Starts nothing yet; processes start with the first photos and end when idle for long.  The pool
 * lives in the thread-default main context of its creation and never blocks it. */
KindredAnalyzerPool *kindred_analyzer_pool_new (const KindredAnalyzerOptions *options);

guint kindred_analyzer_pool_get_n_analyzers (KindredAnalyzerPool *self);

/**
 * kindred_analyzer_pool_analyze_async:
 * @path: file name, bytes
 * @cancellable: cancelling kills the process at once and replaces it
 *
 * More requests than processes wait in order.
 *
 * Errors of finish(): what the analyzer says of the photo (KINDRED_ERROR_UNREADABLE, _BAD_IMAGE,
 * _UNSUPPORTED_FORMAT, _TOO_LARGE), _CRASHED, _TIMED_OUT, _PROTOCOL; and, fatal to a whole scan
 * because they would befall every photo: _MODEL_MISSING, _MODEL_DAMAGED, and _NO_ANALYZER when the
 * program cannot be started at all.
 */
void kindred_analyzer_pool_analyze_async (KindredAnalyzerPool *self, const char *path, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
KindredAnalysis *kindred_analyzer_pool_analyze_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error);

/**
 * kindred_analyzer_pool_crop_async:
 * @time: of the frame in a video, seconds; else negative
 * @x: left edge of the face's box as a fraction of the upright picture
 * @y: top edge
 * @width: of the box
 * @height: of the box
 *
 * Makes the thumbnail of a face again (the cache may be deleted at any time); the result is like
 * KindredAnalyzedFace.thumbnail.  Pictures have processes of their own, which need no models and do not
 * wait for what is being analyzed: there is no _MODEL_MISSING or _MODEL_DAMAGED.  Cancelling returns at
 * once, too, but lets the process finish.
 */
void kindred_analyzer_pool_crop_async (KindredAnalyzerPool *self, const char *path, double time, double x, double y,
                                       double width, double height, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GBytes *kindred_analyzer_pool_crop_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error);

/**
 * kindred_analyzer_pool_preview_async:
 * @time: of the frame in a video, seconds; else negative: for the first frame that shows something
 * @edge: pixels of the longer edge, at most: 1 to KINDRED_PREVIEW_EDGE
 *
 * The whole photo, upright, as a JPEG that is safe to decode.  Otherwise like kindred_analyzer_pool_crop_async().
 */
void kindred_analyzer_pool_preview_async (KindredAnalyzerPool *self, const char *path, double time, int edge,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *kindred_analyzer_pool_preview_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error);

/* Kills all processes; what was under way returns G_IO_ERROR_CANCELLED. */
void kindred_analyzer_pool_stop (KindredAnalyzerPool *self);

G_END_DECLS
