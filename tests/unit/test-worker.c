/* test-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-worker.h"

typedef struct
{
  KindredWorker *worker;
  GMutex gate; /* the worker waits for it in its first task, so that the rest queues up */
  GString *order;
  guint pending;
} Fixture;

static void
wait_at_gate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *fixture = data;

  g_mutex_lock (&fixture->gate);
  g_mutex_unlock (&fixture->gate);
  g_task_return_boolean (task, TRUE);
}

static void
note_name (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fixture *fixture = data;

  g_assert_true (kindred_worker_is_current (fixture->worker));
  g_string_append (fixture->order, g_task_get_name (task));
  g_task_return_boolean (task, TRUE);
}

static void
task_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->pending--;
}

static void
push (Fixture *fixture, const char *name, GTaskThreadFunc func, int priority, GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, task_done_cb, fixture);

  g_task_set_source_tag (task, push);
  g_task_set_name (task, name);
  g_task_set_task_data (task, fixture, NULL);
  fixture->pending++;
  kindred_worker_push (fixture->worker, task, func, priority);
}

static void
test_order (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  Fixture fixture = { .worker = kindred_worker_new ("test"), .order = g_string_new (NULL) };

  g_mutex_init (&fixture.gate);
  g_mutex_lock (&fixture.gate);
  push (&fixture, "gate", wait_at_gate, G_PRIORITY_HIGH, NULL);
  push (&fixture, "c", note_name, G_PRIORITY_LOW, NULL);
  push (&fixture, "a", note_name, G_PRIORITY_DEFAULT, NULL);
  push (&fixture, "x", note_name, G_PRIORITY_DEFAULT, cancelled);
  push (&fixture, "b", note_name, G_PRIORITY_DEFAULT, NULL);
  g_cancellable_cancel (cancelled);
  g_mutex_unlock (&fixture.gate);

  kindred_worker_stop (fixture.worker);
  while (fixture.pending > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (fixture.order->str, ==, "abc");

  g_assert_finalize_object (fixture.worker);
  g_string_free (fixture.order, TRUE);
  g_mutex_clear (&fixture.gate);
}

static void
test_after_stop (void)
{
  g_autoptr (KindredWorker) worker = kindred_worker_new ("test");
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;

  kindred_worker_stop (worker);
  kindred_worker_stop (worker);
  kindred_worker_push (worker, task, note_name, G_PRIORITY_DEFAULT);

  g_assert_false (g_task_propagate_boolean (task, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/worker/order", test_order);
  g_test_add_func ("/worker/after-stop", test_after_stop);

  return g_test_run ();
}
