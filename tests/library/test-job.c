/* test-job.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "library/kindred-job-private.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_state (void)
{
  g_autoptr (KindredJob) job = kindred_job_new ();
  guint notified = 0;

  g_signal_connect_swapped (job, "notify::state", G_CALLBACK (count_cb), &notified);
  kindred_job_resume (job);
  g_assert_cmpuint (notified, ==, 0);

  kindred_job_pause (job);
  kindred_job_pause (job);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_PAUSED);
  g_assert_cmpuint (notified, ==, 1);

  kindred_job_resume (job);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_RUNNING);
  g_assert_cmpuint (notified, ==, 2);

  kindred_job_finish (job);
  kindred_job_finish (job);
  kindred_job_pause (job);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_FINISHED);
  g_assert_cmpuint (notified, ==, 3);
}

static void
test_gathers (void)
{
  g_autoptr (KindredJob) job = kindred_job_new ();
  guint notified = 0;

  g_signal_connect_swapped (job, "notify::done", G_CALLBACK (count_cb), &notified);
  kindred_job_set_total (job, 1000);
  for (guint i = 0; i < 1000; i++)
    kindred_job_advance (job, 1);
  g_assert_cmpuint (notified, ==, 0);

  while (notified == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (kindred_job_get_done (job), ==, 1000);
}

static void
test_rate (void)
{
  g_assert_cmpfloat (kindred_job_compute_rate (0, 0, 2 * G_USEC_PER_SEC, 10), ==, 5);
  g_assert_cmpfloat (kindred_job_compute_rate (0, 10, 2 * G_USEC_PER_SEC, 10), ==, 0);
  g_assert_cmpfloat (kindred_job_compute_rate (5, 0, 5, 10), ==, 0);
}

static void
test_gone_while_pending (void)
{
  KindredJob *job = kindred_job_new ();

  kindred_job_advance (job, 1);
  g_assert_finalize_object (job);

  /* A source that was left behind would run now. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_hold (void)
{
  g_autoptr (KindredJob) job = kindred_job_new ();

  /* Paused by both, it waits for both. */
  kindred_job_hold (job);
  g_assert_true (kindred_job_get_held (job));
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_PAUSED);
  kindred_job_pause (job);
  kindred_job_release (job);
  g_assert_false (kindred_job_get_held (job));
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_PAUSED);
  kindred_job_resume (job);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_RUNNING);

  /* It had not been held when the user resumed. */
  kindred_job_hold (job);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_PAUSED);

  /* Now the user wants it all the same. */
  kindred_job_resume (job);
  kindred_job_hold (job);
  g_assert_false (kindred_job_get_held (job));
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_RUNNING);

  kindred_job_finish (job);
  kindred_job_hold (job);
  g_assert_cmpint (kindred_job_get_state (job), ==, KINDRED_JOB_FINISHED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/job/state", test_state);
  g_test_add_func ("/job/hold", test_hold);
  g_test_add_func ("/job/gathers", test_gathers);
  g_test_add_func ("/job/rate", test_rate);
  g_test_add_func ("/job/gone-while-pending", test_gone_while_pending);

  return g_test_run ();
}
