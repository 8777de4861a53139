/* kindred-library-queries.c - looking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library-private.h"

#include <glib/gi18n-lib.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

static void
look (KindredLibrary *self, KindredLaneKind lane, KindredStoreFunc func, gpointer data, GDestroyNotify free_data,
      GDestroyNotify free_result, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
      gpointer user_data)
{
  const KindredOperation operation = { .lane = lane,
                                       .priority = G_PRIORITY_DEFAULT,
                                       .func = func,
                                       .data = data,
                                       .free_data = free_data,
                                       .free_result = free_result,
                                       .tag = tag };

  kindred_library_run (self, &operation, cancellable, callback, user_data);
}

/* ---- people ---- */

static gpointer
list_visible_people (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_people (store, FALSE, cancellable, error);
}

/* @data: the library */
static gpointer
list_all_people (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredLibrary *self = data;
  g_autoptr (GPtrArray) first = g_steal_pointer (&self->first_people);

  if (first != NULL && self->first_people_version == kindred_store_get_data_version (store))
    return g_steal_pointer (&first);

  return kindred_store_list_people (store, TRUE, cancellable, error);
}

gpointer
kindred_library_read_first_people (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  KindredLibrary *self = data;
  gint64 version = kindred_store_get_data_version (store);
  GPtrArray *people = kindred_store_list_people (store, TRUE, cancellable, error);

  self->first_people_version = version;
  self->first_people = people;

  return people;
}

void
kindred_library_list_people_async (KindredLibrary *self, gboolean with_hidden, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_READ, with_hidden ? list_all_people : list_visible_people, self, NULL,
        (GDestroyNotify) g_ptr_array_unref, kindred_library_list_people_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_people_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_people_async, error);
}

/* ---- faces ---- */

static gpointer
list_faces (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_faces (store, data, cancellable, error);
}

void
kindred_library_list_faces_async (KindredLibrary *self, const KindredFaceQuery *query, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (query != NULL);

  look (self, KINDRED_LANE_READ, list_faces, g_memdup2 (query, sizeof *query), g_free,
        (GDestroyNotify) g_ptr_array_unref, kindred_library_list_faces_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_faces_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_faces_async, error);
}

/* ---- photos ---- */

static void
photo_query_free (gpointer data)
{
  KindredPhotoQuery *query = data;

  g_free ((char *) query->path);
  g_free (query);
}

static KindredPhotoQuery *
photo_query_copy (const KindredPhotoQuery *query)
{
  KindredPhotoQuery *copy = g_memdup2 (query, sizeof *query);

  copy->path = g_strdup (query->path);

  return copy;
}

static gpointer
list_photos (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_photos (store, data, cancellable, error);
}

void
kindred_library_list_photos_async (KindredLibrary *self, const KindredPhotoQuery *query, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (query != NULL);

  look (self, KINDRED_LANE_READ, list_photos, photo_query_copy (query), photo_query_free,
        (GDestroyNotify) g_ptr_array_unref, kindred_library_list_photos_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_photos_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_photos_async, error);
}

static gpointer
list_shared_photos (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *persons = data;

  return kindred_store_list_shared_photos (store, (const gint64 *) (gpointer) persons->data, persons->len, cancellable,
                                           error);
}

void
kindred_library_list_shared_photos_async (KindredLibrary *self, const gint64 *persons, gsize n_persons,
                                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GArray *copy;

  g_return_if_fail (KINDRED_IS_LIBRARY (self));
  g_return_if_fail (persons != NULL || n_persons == 0);

  copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_persons);
  g_array_append_vals (copy, persons, n_persons);
  look (self, KINDRED_LANE_READ, list_shared_photos, copy, (GDestroyNotify) g_array_unref,
        (GDestroyNotify) g_ptr_array_unref, kindred_library_list_shared_photos_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_shared_photos_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_shared_photos_async, error);
}

/* ---- folders ---- */

static gpointer
list_folders (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GPtrArray *folders = kindred_store_list_folders (store, error);

  /* So that they are shown as the user knows them. */
  for (guint i = 0; folders != NULL && i < folders->len; i++)
    g_free (kindred_paths_find_real (((KindredFolderRecord *) folders->pdata[i])->path));

  return folders;
}

void
kindred_library_list_folders_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_READ, list_folders, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
        kindred_library_list_folders_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_folders_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_folders_async, error);
}

/* ---- history ---- */

static gpointer
list_edits (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_edits (store, GPOINTER_TO_INT (data), error);
}

void
kindred_library_list_edits_async (KindredLibrary *self, int limit, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_READ, list_edits, GINT_TO_POINTER (limit), NULL, (GDestroyNotify) g_ptr_array_unref,
        kindred_library_list_edits_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_edits_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_edits_async, error);
}

static gpointer
list_dependents (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return kindred_store_list_dependents (store, *(const gint64 *) data, cancellable, error);
}

void
kindred_library_list_dependents_async (KindredLibrary *self, gint64 edit, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_READ, list_dependents, g_memdup2 (&edit, sizeof edit), g_free,
        (GDestroyNotify) g_ptr_array_unref, kindred_library_list_dependents_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_dependents_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_dependents_async, error);
}

/* ---- strictness ---- */

static gpointer
get_strictness (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  int *strictness = g_new (int, 1);

  if (!kindred_store_get_strictness (store, strictness, error))
    g_clear_pointer (&strictness, g_free);

  return strictness;
}

void
kindred_library_get_strictness_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_READ, get_strictness, NULL, NULL, g_free, kindred_library_get_strictness_async, cancellable,
        callback, user_data);
}

gboolean
kindred_library_get_strictness_finish (KindredLibrary *self, GAsyncResult *result, int *strictness, GError **error)
{
  g_autofree int *value = kindred_library_take_result (self, result, kindred_library_get_strictness_async, error);

  if (value != NULL)
    *strictness = *value;

  return value != NULL;
}

/* ---- check ---- */

static gpointer
check (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GStrv findings = NULL;

  return kindred_store_check (store, &findings, cancellable, error) ? findings : NULL;
}

void
kindred_library_check_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_LONG, check, NULL, NULL, (GDestroyNotify) g_strfreev, kindred_library_check_async,
        cancellable, callback, user_data);
}

GStrv
kindred_library_check_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_check_async, error);
}

/* ---- failures ---- */

KindredFailure *
kindred_failure_new (const char *path, const GError *reason)
{
  KindredFailure *self = g_new0 (KindredFailure, 1);

  self->path = g_strdup (path);
  self->code = reason->domain == KINDRED_ERROR ? reason->code : KINDRED_ERROR_FAILED;
  self->reason = g_strdup (reason->message);

  return self;
}

void
kindred_failure_free (KindredFailure *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_free (self);
}

static gpointer
list_failures (KindredStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const KindredPhotoQuery query = { .with_state = TRUE, .state = KINDRED_PHOTO_FAILED };
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (store, &query, cancellable, error);
  GPtrArray *failures;

  if (photos == NULL)
    return NULL;

  failures = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_failure_free);
  for (guint i = 0; i < photos->len; i++)
    {
      const KindredPhotoRecord *photo = photos->pdata[i];
      KindredFailure *failure = g_new0 (KindredFailure, 1);

      failure->path = g_strdup (photo->path);
      failure->code = photo->error_code;
      failure->reason = g_strdup (photo->error != NULL ? photo->error : _ ("The reason is not known"));
      g_ptr_array_add (failures, failure);
    }

  return failures;
}

void
kindred_library_list_failures_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_LIBRARY (self));

  look (self, KINDRED_LANE_READ, list_failures, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
        kindred_library_list_failures_async, cancellable, callback, user_data);
}

GPtrArray *
kindred_library_list_failures_finish (KindredLibrary *self, GAsyncResult *result, GError **error)
{
  return kindred_library_take_result (self, result, kindred_library_list_failures_async, error);
}
