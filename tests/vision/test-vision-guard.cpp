/* test-vision-guard.cpp - every kind of exception becomes an error
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vision/kindred-vision-guard.hpp"

#include <dlib/error.h>
#include <dlib/serialize.h>
#include <opencv2/core.hpp>

#include <new>
#include <string.h>

/* Runs @function behind the guard and checks what comes out. */
template <typename Function>
static void
assert_error (Function &&function, KindredError code, const char *part)
{
  g_autoptr (GError) error = nullptr;

  g_assert_false (kindred::guard (&error, KINDRED_ERROR_FAILED, "Juggling", function));
  g_assert_error (error, KINDRED_ERROR, code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_true (g_utf8_validate (error->message, -1, nullptr));
}

static void
test_exceptions (void)
{
  assert_error ([] { throw dlib::error ("a ball"); }, KINDRED_ERROR_FAILED, "Juggling: a ball");
  assert_error ([] { throw dlib::serialization_error ("a hat"); }, KINDRED_ERROR_FAILED, "a hat");
  assert_error ([] { throw std::out_of_range ("too far"); }, KINDRED_ERROR_FAILED, "too far");
  assert_error ([] { throw std::runtime_error ("\xff"); }, KINDRED_ERROR_FAILED, "Juggling");
  assert_error ([] { throw std::bad_alloc (); }, KINDRED_ERROR_TOO_LARGE, "memory");
  assert_error ([] { throw std::bad_array_new_length (); }, KINDRED_ERROR_TOO_LARGE, "memory");
  assert_error ([] { throw 42; }, KINDRED_ERROR_FAILED, "unknown");
  assert_error ([] { throw "a string"; }, KINDRED_ERROR_FAILED, "unknown");
  assert_error ([] { throw kindred::Failure (KINDRED_ERROR_MODEL_DAMAGED, "broken"); }, KINDRED_ERROR_MODEL_DAMAGED,
                "broken");
}

/* OpenCV's own checks and its own out-of-memory, thrown by OpenCV itself. */
static void
test_opencv (void)
{
  cv::redirectError ([] (int, const char *, const char *, const char *, int, void *) { return 0; });

  assert_error ([] { cv::Mat (2, 2, CV_8U).reshape (0, 3); }, KINDRED_ERROR_FAILED, "Juggling: ");
  assert_error ([] { CV_Error (cv::Error::StsNoMem, "no room"); }, KINDRED_ERROR_TOO_LARGE, "no room");
}

static void
test_success (void)
{
  g_autoptr (GError) error = nullptr;
  int called = 0;

  g_assert_true (kindred::guard (&error, KINDRED_ERROR_FAILED, "Juggling", [&] { called++; }));
  g_assert_no_error (error);
  g_assert_cmpint (called, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, nullptr);

  g_test_add_func ("/vision/guard/exceptions", test_exceptions);
  g_test_add_func ("/vision/guard/opencv", test_opencv);
  g_test_add_func ("/vision/guard/success", test_success);

  return g_test_run ();
}
