/* kindred-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-worker.h"

typedef struct
{
  GTask *task; /* NULL: the end of the queue */
  GTaskThreadFunc func;
  int priority;
  guint64 serial;
} Work;

struct _KindredWorker
{
  GObject parent_instance;

  GThread *thread;
  GAsyncQueue *queue;
  GMutex lock; /* of what follows */
  guint64 serial;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (KindredWorker, kindred_worker, G_TYPE_OBJECT)

static void
work_free (Work *work)
{
  g_clear_object (&work->task);
  g_free (work);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static int
compare_work (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Work *first = a, *second = b;

  if (first->priority != second->priority)
    return first->priority < second->priority ? -1 : 1;

  return first->serial < second->serial ? -1 : first->serial > second->serial;
}

static gpointer
worker_thread (gpointer data)
{
  GAsyncQueue *queue = data;

  while (TRUE)
    {
      g_autoptr (Work) work = g_async_queue_pop (queue);

      if (work->task == NULL)
        break;

      if (!g_task_return_error_if_cancelled (work->task))
        work->func (work->task, g_task_get_source_object (work->task), g_task_get_task_data (work->task),
                    g_task_get_cancellable (work->task));
    }

  g_async_queue_unref (queue);

  return NULL;
}

static void
push (KindredWorker *self, GTask *task, GTaskThreadFunc func, int priority)
{
  Work *work = g_new0 (Work, 1);

  work->task = task != NULL ? g_object_ref (task) : NULL;
  work->func = func;
  work->priority = priority;
  work->serial = self->serial++;
  g_async_queue_push_sorted (self->queue, work, compare_work, NULL);
}

static void
kindred_worker_finalize (GObject *object)
{
  KindredWorker *self = KINDRED_WORKER (object);

  /* Somebody forgot kindred_worker_stop(): the thread must not outlive what it works on. */
  kindred_worker_stop (self);

  g_async_queue_unref (self->queue);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (kindred_worker_parent_class)->finalize (object);
}

static void
kindred_worker_class_init (KindredWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_worker_finalize;
}

static void
kindred_worker_init (KindredWorker *self)
{
  g_mutex_init (&self->lock);
  self->queue = g_async_queue_new_full ((GDestroyNotify) work_free);
}

KindredWorker *
kindred_worker_new (const char *name)
{
  KindredWorker *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (KINDRED_TYPE_WORKER, NULL);
  self->thread = g_thread_new (name, worker_thread, g_async_queue_ref (self->queue));

  return self;
}

void
kindred_worker_push (KindredWorker *self, GTask *task, GTaskThreadFunc func, int priority)
{
  gboolean stopped;

  g_return_if_fail (KINDRED_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  if (!stopped)
    push (self, task, func, priority);
  g_mutex_unlock (&self->lock);

  if (stopped)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The worker has stopped");
}

gboolean
kindred_worker_is_current (KindredWorker *self)
{
  g_return_val_if_fail (KINDRED_IS_WORKER (self), FALSE);

  return self->thread == g_thread_self ();
}

void
kindred_worker_stop (KindredWorker *self)
{
  g_return_if_fail (KINDRED_IS_WORKER (self));
  g_return_if_fail (!kindred_worker_is_current (self));

  g_mutex_lock (&self->lock);
  if (!self->stopped)
    {
      self->stopped = TRUE;
      push (self, NULL, NULL, G_MAXINT);
    }
  g_mutex_unlock (&self->lock);

  /* The last tasks still ask kindred_worker_is_current(): forget the thread only after it ended. */
  if (self->thread != NULL)
    g_thread_join (self->thread);
  self->thread = NULL;
}
