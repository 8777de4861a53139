/* app-fixture.h - a window on a small library made for the test
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/store-fixture.h"

#include "app/kindred-session.h"
#include "app/kindred-window.h"

G_BEGIN_DECLS

/* People of the library: the bigger ones first, the first two with names. */
#define APP_FIXTURE_N_PEOPLE 6
#define APP_FIXTURE_N_OTHER 3

typedef struct
{
  StoreFixture store; /* the connection is closed while the library is open */
  gint64 persons[APP_FIXTURE_N_PEOPLE];
  KindredLibrary *library;
  KindredSession *session;
  KindredWindow *window;
} AppFixture;

/* Persons with 8, 7, 6, 5, 4 and 3 faces, the first two called "Bob" and "Ann"; and other faces.  With @data (a string)
 * "empty": nothing at all, "read-only": a library that cannot be written. */
void app_fixture_set_up (AppFixture *self, gconstpointer data);
void app_fixture_tear_down (AppFixture *self, gconstpointer data);

/* Before the library is opened: the faces of a person, which have one photo each, are found anew. @change: sets what is
 * to be different; @i counts them. */
void app_fixture_analyze_again (AppFixture *self, guint person,
                                void (*change) (KindredPhotoRecord *photo, KindredFaceRecord *face, guint i));

/* Opens the library without a window. */
void app_fixture_open (AppFixture *self);

/* And the window, shown, its people loaded. */
void app_fixture_present (AppFixture *self);

/* Somebody else, the command line say, makes one person of two; the window has noticed. */
void app_fixture_merge_elsewhere (AppFixture *self, guint into, guint from);

/* Looks for a widget of @type at or below @root whose property @property is @value (a string; NULL: any). NULL if none
 * is there and visible. */
GtkWidget *app_fixture_find (GtkWidget *root, GType type, const char *property, const char *value);

/* The title of the newest toast of the window, or NULL.  Free with g_free(). */
char *app_fixture_dup_toast (AppFixture *self);

/* A dialog of this type that is shown now, or NULL. */
GtkWidget *app_fixture_get_dialog (GType type);

/* The text of an accessible's label. */
#define app_fixture_assert_spoken(widget, label)                                                                       \
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label)

/* gtk_init_check(), or skips all tests. */
int app_fixture_run (int argc, char *argv[], void (*add_tests) (void));

/* Keeps the result in @user_data (GAsyncResult **). */
void app_fixture_take_result_cb (GObject *object, GAsyncResult *result, gpointer user_data);

gboolean app_fixture_wake_cb (gpointer user_data);

/* Iterates the main context until @condition, for 20 seconds at most. */
#define app_fixture_wait(condition)                                                                                    \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;                                                     \
    guint wake_ = g_timeout_add (10, app_fixture_wake_cb, NULL);                                                       \
    while (!(condition) && g_get_monotonic_time () < until_)                                                           \
      g_main_context_iteration (NULL, TRUE);                                                                           \
    g_source_remove (wake_);                                                                                           \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

G_END_DECLS
