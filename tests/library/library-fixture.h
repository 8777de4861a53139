/* library-fixture.h - a library on a folder of fake photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-library.h"

G_BEGIN_DECLS

/* A temporary folder with album/ (photos) and library.db in it. All functions wait for what they start; a failure fails
 * the test unless an error is asked for. */
typedef struct
{
  char *top;
  char *album;
  char *db;
  KindredLibrary *library;
  KindredAnalyzerOptions options;
} LibraryFixture;

/* In place of g_test_init() and g_test_run(), around adding tests: with a cache folder of the test's own.
 * (G_TEST_OPTION_ISOLATE_DIRS leaks.) */
void library_fixture_init (int *argc, char ***argv);
int library_fixture_run (void);

void library_fixture_set_up (LibraryFixture *self, gconstpointer data);
void library_fixture_tear_down (LibraryFixture *self, gconstpointer data);

/* Opens (again) what was closed. */
void library_fixture_open (LibraryFixture *self);
void library_fixture_close (LibraryFixture *self);

/* @name below album/: one face of @person. */
void library_fixture_put_portrait (LibraryFixture *self, const char *name, guint person, guint variation);
void library_fixture_remove (LibraryFixture *self, const char *name);

KindredScanResult *library_fixture_scan (LibraryFixture *self, GError **error);
GPtrArray *library_fixture_list_people (LibraryFixture *self);
GPtrArray *library_fixture_list_faces (LibraryFixture *self, KindredFacesKind kind, gint64 id);
KindredEditRecord *library_fixture_edit (LibraryFixture *self, KindredEdit *edit, GError **error);
KindredEditRecord *library_fixture_undo (LibraryFixture *self, GError **error);

/* The face of the photo @name, which must have just one. */
KindredFaceRecord *library_fixture_get_face (LibraryFixture *self, const char *name);

/* Iterates the main context until @condition, for a minute at most. */
#define library_fixture_wait(condition)                                                                                \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                                                      \
    guint wake = g_timeout_add (10, library_fixture_wake_cb, NULL);                                                    \
    while (!(condition) && g_get_monotonic_time () < until)                                                            \
      g_main_context_iteration (NULL, TRUE);                                                                           \
    g_source_remove (wake);                                                                                            \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

gboolean library_fixture_wake_cb (gpointer user_data);

/* Puts a reference of @result into the GAsyncResult pointer that user_data points to. */
void library_fixture_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);

G_END_DECLS
