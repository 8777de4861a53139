/* kindred-analyzer-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-pool.h"

#include "kindred-analyzer-crew.h"

struct _KindredAnalyzerPool
{
  GObject parent_instance;

  KindredAnalyzerCrew *finders;  /* of faces: they have the models */
  KindredAnalyzerCrew *painters; /* of pictures that somebody waits for in front of the screen */
};

G_DEFINE_FINAL_TYPE (KindredAnalyzerPool, kindred_analyzer_pool, G_TYPE_OBJECT)

static void
kindred_analyzer_pool_dispose (GObject *object)
{
  KindredAnalyzerPool *self = KINDRED_ANALYZER_POOL (object);

  kindred_analyzer_pool_stop (self);

  G_OBJECT_CLASS (kindred_analyzer_pool_parent_class)->dispose (object);
}

static void
kindred_analyzer_pool_finalize (GObject *object)
{
  KindredAnalyzerPool *self = KINDRED_ANALYZER_POOL (object);

  g_object_unref (self->finders);
  g_object_unref (self->painters);

  G_OBJECT_CLASS (kindred_analyzer_pool_parent_class)->finalize (object);
}

static void
kindred_analyzer_pool_class_init (KindredAnalyzerPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kindred_analyzer_pool_dispose;
  object_class->finalize = kindred_analyzer_pool_finalize;
}

static void
kindred_analyzer_pool_init (KindredAnalyzerPool *self)
{
}

KindredAnalyzerPool *
kindred_analyzer_pool_new (const KindredAnalyzerOptions *options)
{
  const KindredAnalyzerOptions defaults = { 0 };
  KindredAnalyzerPool *self = g_object_new (KINDRED_TYPE_ANALYZER_POOL, NULL);

  options = options != NULL ? options : &defaults;
  self->finders = kindred_analyzer_crew_new (options, TRUE);
  self->painters = kindred_analyzer_crew_new (options, FALSE);

  return self;
}

guint
kindred_analyzer_pool_get_n_analyzers (KindredAnalyzerPool *self)
{
  g_return_val_if_fail (KINDRED_IS_ANALYZER_POOL (self), 0);

  return kindred_analyzer_crew_get_n_analyzers (self->finders);
}

void
kindred_analyzer_pool_analyze_async (KindredAnalyzerPool *self, const char *path, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_analyzer_pool_analyze_async);
  /* The reason that the task gives is the one that its process gave. */
  g_task_set_check_cancellable (task, FALSE);
  kindred_analyzer_crew_add (self->finders, kindred_request_new_analyze (path), task);
}

KindredAnalysis *
kindred_analyzer_pool_analyze_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_analyzer_pool_analyze_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_analyzer_pool_crop_async (KindredAnalyzerPool *self, const char *path, double time, double x, double y,
                                  double width, double height, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  /* What is cancelled says so, even when the thumbnail came at the same moment. */
  g_task_set_source_tag (task, kindred_analyzer_pool_crop_async);
  kindred_analyzer_crew_add (self->painters, kindred_request_new_crop (path, time, x, y, width, height), task);
}

GBytes *
kindred_analyzer_pool_crop_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_analyzer_pool_crop_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_analyzer_pool_preview_async (KindredAnalyzerPool *self, const char *path, double time, int edge,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kindred_analyzer_pool_preview_async);
  g_task_set_check_cancellable (task, FALSE);
  kindred_analyzer_crew_add (self->painters, kindred_request_new_preview (path, time, edge), task);
}

GBytes *
kindred_analyzer_pool_preview_finish (KindredAnalyzerPool *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, kindred_analyzer_pool_preview_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
kindred_analyzer_pool_stop (KindredAnalyzerPool *self)
{
  g_return_if_fail (KINDRED_IS_ANALYZER_POOL (self));

  kindred_analyzer_crew_stop (self->finders);
  kindred_analyzer_crew_stop (self->painters);
}
