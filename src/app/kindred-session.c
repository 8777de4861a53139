/* kindred-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-session-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KindredSession, kindred_session, G_TYPE_OBJECT)

enum
{
  PROP_EMPTY = 1,
  PROP_LOADED,
  PROP_EDITING,
  N_PROPS,
};

enum
{
  SIGNAL_EDITED,
  SIGNAL_FAILED,
  SIGNAL_SCANNED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_state (KindredSession *self)
{
  gboolean loaded = self->folders_loaded && kindred_people_get_loaded (self->people);
  gboolean empty = self->n_folders == 0 && kindred_library_get_scan_job (self->library) == NULL
                   && kindred_people_get_n_visible (self->people) == 0
                   && kindred_people_get_n_hidden (self->people) == 0;

  if (self->empty != empty)
    {
      self->empty = empty;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
    }
  if (self->loaded != loaded)
    {
      self->loaded = loaded;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
}

static void
folders_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = kindred_library_list_folders_finish (KINDRED_LIBRARY (object), result, &error);

  if (folders == NULL)
    {
      kindred_session_report (self, error);
      return;
    }

  self->n_folders = folders->len;
  self->folders_loaded = TRUE;
  update_state (self);
}

static void
list_folders (KindredSession *self)
{
  kindred_library_list_folders_async (self->library, NULL, folders_listed_cb, g_object_ref (self));
}

static void
library_changed_cb (KindredSession *self, guint changes)
{
  if (changes & KINDRED_LIBRARY_FOLDERS)
    list_folders (self);
}

static void
kindred_session_finalize (GObject *object)
{
  KindredSession *self = KINDRED_SESSION (object);

  g_clear_object (&self->people);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->library);
  g_clear_pointer (&self->scan_name, g_free);

  G_OBJECT_CLASS (kindred_session_parent_class)->finalize (object);
}

static void
kindred_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  KindredSession *self = KINDRED_SESSION (object);

  switch (prop_id)
    {
    case PROP_EMPTY:
      g_value_set_boolean (value, self->empty);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_EDITING:
      g_value_set_boolean (value, self->n_editing > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_session_class_init (KindredSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = kindred_session_finalize;
  object_class->get_property = kindred_session_get_property;

  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_EDITING] = g_param_spec_boolean ("editing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_POINTER, G_TYPE_UINT);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_SCANNED] = g_signal_new ("scanned", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kindred_session_init (KindredSession *self)
{
  self->empty = TRUE;
}

KindredSession *
kindred_session_new (KindredLibrary *library)
{
  KindredSession *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);

  self = g_object_new (KINDRED_TYPE_SESSION, NULL);
  self->library = g_object_ref (library);
  self->people = kindred_people_new (library);
  self->thumbnails = kindred_thumbnail_loader_new (library);

  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::scan-job", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "refreshed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "failed", G_CALLBACK (kindred_session_report), self, G_CONNECT_SWAPPED);
  list_folders (self);

  return self;
}

KindredLibrary *
kindred_session_get_library (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), NULL);

  return self->library;
}

KindredPeople *
kindred_session_get_people (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), NULL);

  return self->people;
}

KindredThumbnailLoader *
kindred_session_get_thumbnails (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), NULL);

  return self->thumbnails;
}

gboolean
kindred_session_get_read_only (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), TRUE);

  return kindred_library_get_read_only (self->library);
}

gboolean
kindred_session_get_empty (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), TRUE);

  return self->empty;
}

gboolean
kindred_session_get_editing (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), FALSE);

  return self->n_editing > 0;
}

gboolean
kindred_session_get_loaded (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), FALSE);

  return self->loaded;
}

void
kindred_session_report (KindredSession *self, const GError *error)
{
  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
kindred_session_report_gone (KindredSession *self)
{
  g_autoptr (GError) error = g_error_new_literal (KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND,
                                                  _ ("This person is gone: the faces are with somebody else now."));

  kindred_session_report (self, error);
}

void
kindred_session_begin_edit (KindredSession *self)
{
  if (self->n_editing++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITING]);
}

void
kindred_session_end_edit (KindredSession *self)
{
  if (--self->n_editing == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITING]);
}

void
kindred_session_emit_edited (KindredSession *self, KindredChange change, const KindredEditRecord *record, guint n_edits)
{
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, (guint) change, record, n_edits);
}

static void
scanned_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredScanResult) scan = kindred_library_scan_finish (KINDRED_LIBRARY (object), result, &error);

  if (scan == NULL)
    {
      kindred_session_report (self, error);
      return;
    }

  /* A changed photo keeps the ids of its faces, but not their looks. */
  if (scan->changed > 0)
    kindred_thumbnail_loader_clear (self->thumbnails);
  g_signal_emit (self, signals[SIGNAL_SCANNED], 0, scan);
}

static char *
dup_scan_name (const char *const *paths)
{
  g_autofree char *base = NULL;

  if (paths == NULL || paths[0] == NULL || paths[1] != NULL)
    return NULL;

  base = g_path_get_basename (paths[0]);

  return kindred_paths_display (base);
}

static void
scan (KindredSession *self, const char *const *paths)
{
  g_free (self->scan_name);
  self->scan_name = dup_scan_name (paths);
  kindred_library_scan_async (self->library, paths, NULL, scanned_cb, g_object_ref (self));
}

void
kindred_session_scan (KindredSession *self, GListModel *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint n_files = files != NULL ? g_list_model_get_n_items (files) : 0;

  g_return_if_fail (KINDRED_IS_SESSION (self));

  for (guint i = 0; i < n_files; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }

  if (n_files > 0 && paths->len == 0)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                                      _ ("Only folders and photos of this computer can be added"));

      kindred_session_report (self, error);
      return;
    }

  g_ptr_array_add (paths, NULL);
  scan (self, n_files > 0 ? (const char *const *) paths->pdata : NULL);
}

void
kindred_session_scan_path (KindredSession *self, const char *path)
{
  const char *const paths[] = { path, NULL };

  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  scan (self, paths);
}

const char *
kindred_session_get_scan_name (KindredSession *self)
{
  g_return_val_if_fail (KINDRED_IS_SESSION (self), NULL);

  return self->scan_name;
}

static void
photo_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    kindred_session_report (self, error);
}

void
kindred_session_open_photo (KindredSession *self, const char *path)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (KINDRED_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  file = g_file_new_for_path (path);
  uri = g_file_get_uri (file);
  context = gdk_display_get_app_launch_context (gdk_display_get_default ());
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, photo_opened_cb,
                                           g_object_ref (self));
}
