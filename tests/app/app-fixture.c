/* app-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app-fixture.h"

#include "app/kindred-application.h"
#include "base/kindred-paths.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#define EXIT_SKIPPED 77

gboolean
app_fixture_wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
app_fixture_take_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* ---- library ---- */

/* So that no analyzer is asked for it. */
static void
put_picture (AppFixture *self, const char *name, gint64 colour, int width, int height)
{
  g_autofree char *cache = kindred_paths_get_cache_dir (kindred_store_get_library_id (self->store.store));
  g_autofree char *path = g_build_filename (cache, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, (guint32) (colour * 2654435761u) | 0xff);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
}

static void
put_thumbnail (AppFixture *self, gint64 face)
{
  g_autofree char *name = g_strdup_printf ("faces/%02x/%" G_GINT64_FORMAT ".jpg", (guint) (face % 256), face);

  put_picture (self, name, face, 64, 64);
}

/* In the smallest size. */
static void
put_preview (AppFixture *self, gint64 photo)
{
  g_autofree char *name = g_strdup_printf ("previews/%" G_GINT64_FORMAT "-1-512.jpg", photo);

  put_picture (self, name, photo, 512, 256);
}

/* @n_faces photos with one face each. */
static GArray *
add_faces (AppFixture *self, guint n_faces, int *number)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_faces; i++)
    {
      gint64 photo = store_fixture_add_photo (&self->store, (*number)++, 1, 0.1f);
      g_autoptr (GArray) faces = store_fixture_get_faces (&self->store, photo);

      put_preview (self, photo);
      g_array_append_vals (ids, faces->data, faces->len);
      put_thumbnail (self, g_array_index (faces, gint64, 0));
    }

  return ids;
}

static void
name (AppFixture *self, guint person, const char *text)
{
  kindred_edit_record_free (
      store_fixture_apply (&self->store, kindred_edit_new_name (self->persons[person], text, NULL)));
}

/* A photo of the persons 3 and 4 */
static void
add_together (AppFixture *self, int number)
{
  gint64 photo = store_fixture_add_photo (&self->store, number, 2, 0.1f);
  g_autoptr (GArray) faces = store_fixture_get_faces (&self->store, photo);

  put_preview (self, photo);
  for (guint i = 0; i < 2; i++)
    {
      gint64 face = g_array_index (faces, gint64, i);

      put_thumbnail (self, face);
      kindred_edit_record_free (store_fixture_apply (
          &self->store, kindred_edit_new_move_faces (0, &face, 1, self->persons[3 + i], NULL, NULL)));
    }
}

static void
fill (AppFixture *self, const char *data)
{
  int number = 1;

  for (guint i = 0; i < APP_FIXTURE_N_PEOPLE; i++)
    {
      g_autoptr (GArray) faces = add_faces (self, 8 - i, &number);

      self->persons[i] = store_fixture_group (&self->store, (const gint64 *) faces->data, faces->len);
    }
  g_array_unref (add_faces (self, APP_FIXTURE_N_OTHER, &number));

  if (g_strcmp0 (data, "together") == 0)
    add_together (self, number);

  name (self, 0, "Bob");
  name (self, 1, "Ann");
}

void
app_fixture_set_up (AppFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_fixture_set_up (&self->store);
  if (g_strcmp0 (data, "empty") == 0)
    {
      /* Without the folder of the other tests. */
      kindred_store_close (g_steal_pointer (&self->store.store));
      g_unlink (self->store.path);
      self->store.store = kindred_store_open (self->store.path, KINDRED_STORE_CREATE, &error);
      g_assert_no_error (error);
    }
  else
    {
      /* One that is known, or nothing would be asked. */
      self->store.encoder = "compact-1";
      fill (self, data);
    }
  g_clear_pointer (&self->store.store, kindred_store_close);
}

void
app_fixture_analyze_again (AppFixture *self, guint person,
                           void (*change) (KindredPhotoRecord *photo, KindredFaceRecord *face, guint i))
{
  g_autoptr (GError) error = NULL;
  KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PERSON, .person = self->persons[person] };
  g_autoptr (GPtrArray) faces = NULL;

  self->store.store = kindred_store_open (self->store.path, KINDRED_STORE_CREATE, &error);
  g_assert_no_error (error);
  faces = kindred_store_list_faces (self->store.store, &query, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = g_ptr_array_index (faces, i);
      g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
      KindredFaceRecord *made = store_fixture_make_face (face->x, 0.1f);

      photo->id = face->photo;
      photo->width = face->photo_width;
      photo->height = face->photo_height;
      photo->taken = face->taken;
      g_free (made->encoder);
      made->encoder = g_strdup (self->store.encoder);
      g_ptr_array_add (found, made);
      change (photo, made, i);
      g_assert_true (kindred_store_put_analysis (self->store.store, photo, found, &error));
      g_assert_no_error (error);
    }
  g_clear_pointer (&self->store.store, kindred_store_close);
}

/* What was under way when a test ended may hold on to @object for a moment. */
static void
assert_finalized (gpointer object)
{
  gpointer weak = object;
  const char *type = G_OBJECT_TYPE_NAME (object);

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  g_test_message ("waiting for the end of a %s", type);
  app_fixture_wait (weak == NULL);
}

void
app_fixture_tear_down (AppFixture *self, gconstpointer data)
{
  if (self->window != NULL)
    {
      KindredWindow *window = g_object_ref (g_steal_pointer (&self->window));

      /* GtkWindow holds on to a popover that had the focus until the next frame. */
      if (gtk_widget_get_mapped (GTK_WIDGET (window)))
        gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
      gtk_window_destroy (GTK_WINDOW (window));
      assert_finalized (window);
    }
  if (self->library != NULL)
    {
      kindred_library_close (self->library);
      assert_finalized (g_steal_pointer (&self->session));
      assert_finalized (g_steal_pointer (&self->library));
    }

  store_fixture_tear_down (&self->store);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  AppFixture *self = user_data;

  self->library = kindred_library_open_finish (result, &error);
  g_assert_no_error (error);
}

void
app_fixture_open (AppFixture *self)
{
  kindred_library_open_async (self->store.path, NULL, NULL, opened_cb, self);
  app_fixture_wait (self->library != NULL);
  self->session = kindred_session_new (self->library);
}

void
app_fixture_present (AppFixture *self)
{
  if (self->library == NULL)
    app_fixture_open (self);

  self->window = KINDRED_WINDOW (kindred_window_new (NULL));
  kindred_window_set_session (self->window, self->session);
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_wait (kindred_session_get_loaded (self->session) && gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->window));
}

/* ---- widgets ---- */

static gboolean
matches (GtkWidget *widget, GType type, const char *property, const char *value)
{
  g_autofree char *text = NULL;

  if (!g_type_is_a (G_OBJECT_TYPE (widget), type))
    return FALSE;
  if (property == NULL)
    return TRUE;

  g_object_get (widget, property, &text, NULL);

  return g_strcmp0 (text, value) == 0;
}

void
app_fixture_merge_elsewhere (AppFixture *self, guint into, guint from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredEdit) edit = kindred_edit_new_merge (self->persons[into], &self->persons[from], 1, &error);

  g_assert_no_error (error);
  kindred_library_edit_async (self->library, edit, NULL, NULL, NULL);
  app_fixture_wait (kindred_people_lookup (kindred_session_get_people (self->session), self->persons[from]) == NULL);
}

GtkWidget *
app_fixture_find (GtkWidget *root, GType type, const char *property, const char *value)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return NULL;
  if (matches (root, type, property, value))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = app_fixture_find (child, type, property, value);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A toast is a widget of libadwaita's own: a label with a certain style, above the content. */
char *
app_fixture_dup_toast (AppFixture *self)
{
  GtkWidget *overlay = app_fixture_find (GTK_WIDGET (self->window), ADW_TYPE_TOAST_OVERLAY, NULL, NULL);

  for (GtkWidget *child = gtk_widget_get_last_child (overlay); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *label;

      if (!g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwToastWidget"))
        continue;
      label = app_fixture_find (child, GTK_TYPE_LABEL, NULL, NULL);
      if (label != NULL)
        return g_strdup (gtk_label_get_text (GTK_LABEL (label)));
    }

  return NULL;
}

GtkWidget *
app_fixture_get_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}

/* G_TEST_OPTION_ISOLATE_DIRS hides what the system has too: icons, and how to tell an SVG file. */
static char *
isolate (void)
{
  char *top = g_dir_make_tmp ("kindred-app-XXXXXX", NULL);
  g_autofree char *runtime = g_build_filename (top, "runtime", NULL);

  g_assert_nonnull (top);
  g_assert_cmpint (g_mkdir (runtime, 0700), ==, 0);
  g_setenv ("HOME", top, TRUE);
  g_setenv ("XDG_CACHE_HOME", top, TRUE);
  g_setenv ("XDG_CONFIG_HOME", top, TRUE);
  g_setenv ("XDG_DATA_HOME", top, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);

  return top;
}

/* AdwMessageDialog of libadwaita 1.7 has its large heading, which does not wrap, measured for the width of the small
 * one, and GTK 4.18 complains: of that alone nobody is to blame here. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && g_str_has_prefix (fields[i].value, "Trying to measure GtkLabel ")
        && app_fixture_get_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL)
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
app_fixture_run (int argc, char *argv[], void (*add_tests) (void))
{
  g_autofree char *top = isolate ();
  int status;

  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return EXIT_SKIPPED;
    }

  adw_init ();
  if (adw_get_minor_version () >= 7)
    g_log_set_writer_func (write_log, NULL, NULL);
  kindred_application_register_resources ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  add_tests ();

  status = g_test_run ();
  store_fixture_delete_tree (top);

  return status;
}
