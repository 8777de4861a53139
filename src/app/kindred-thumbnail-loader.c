/* kindred-thumbnail-loader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-thumbnail-loader.h"

#include "base/kindred-worker.h"
#include "kindred-rounded-texture.h"
#include "library/kindred-own-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define DEFAULT_LIMIT ((gsize) 40 * 1024 * 1024)

typedef struct
{
  gint64 face; /* of the preview of a photo: the photo's id, negative */
  double time; /* of such a preview: seconds into a video, or -1 */
  int size;
  int radius; /* of the corners of a face */
} Key;

typedef struct
{
  Key key;
  GdkTexture *texture;
  gsize bytes;
} Entry;

typedef struct
{
  Key key;
  guint generation;
} Request;

typedef struct
{
  GBytes *bytes;
  Key key;
} Job;

struct _KindredThumbnailLoader
{
  GObject parent_instance;

  KindredLibrary *library;
  KindredWorker *worker;
  GHashTable *entries; /* Key (in the entry) to link of @queue */
  GQueue queue;        /* of Entry, last used first */
  gsize used;
  gsize limit;
  guint generation; /* what was asked for before a clear must not enter the cache after it */
};

G_DEFINE_FINAL_TYPE (KindredThumbnailLoader, kindred_thumbnail_loader, G_TYPE_OBJECT)

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->face) ^ ((guint) key->size << 20);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *first = a, *second = b;

  return first->face == second->face && first->time == second->time && first->size == second->size
         && first->radius == second->radius;
}

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->texture);
  g_free (entry);
}

static void
job_free (Job *job)
{
  g_bytes_unref (job->bytes);
  g_free (job);
}

static void
drop_last (KindredThumbnailLoader *self)
{
  Entry *entry = g_queue_pop_tail (&self->queue);

  g_hash_table_remove (self->entries, &entry->key);
  self->used -= entry->bytes;
  entry_free (entry);
}

static void
trim (KindredThumbnailLoader *self)
{
  while (self->used > self->limit && !g_queue_is_empty (&self->queue))
    drop_last (self);
}

static void
remember (KindredThumbnailLoader *self, const Key *key, GdkTexture *texture)
{
  Entry *entry;

  if (g_hash_table_contains (self->entries, key))
    return;

  entry = g_new0 (Entry, 1);
  entry->key = *key;
  entry->texture = g_object_ref (texture);
  entry->bytes = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
  g_queue_push_head (&self->queue, entry);
  g_hash_table_insert (self->entries, &entry->key, self->queue.head);
  self->used += entry->bytes;
  trim (self);
}

static GdkTexture *
new_texture (GdkPixbuf *pixbuf)
{
  g_autoptr (GBytes) pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return gdk_memory_texture_new (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                                 gdk_pixbuf_get_has_alpha (pixbuf) ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8, pixels,
                                 (gsize) gdk_pixbuf_get_rowstride (pixbuf));
}

/* In the worker's thread. */
static void
decode (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GError *error = NULL;

  pixbuf = kindred_own_picture_decode (job->bytes, job->key.size, &error);
  if (pixbuf == NULL)
    g_task_return_error (task, error);
  else if (job->key.face > 0)
    g_task_return_pointer (task, kindred_rounded_texture_new (pixbuf, job->key.size, job->key.radius), g_object_unref);
  else
    g_task_return_pointer (task, new_texture (pixbuf), g_object_unref);
}

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, texture, g_object_unref);
}

/* A task of its own without source object: its last reference may go in the worker's thread, which must not be
 * the last one of the loader, who waits for that thread to end. */
static void
jpeg_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) decoding = NULL;
  KindredThumbnailLoader *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = request->key.face > 0
                      ? kindred_library_load_thumbnail_finish (KINDRED_LIBRARY (object), result, &error)
                      : kindred_library_load_preview_finish (KINDRED_LIBRARY (object), result, &error);
  Job *job;

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  job = g_new0 (Job, 1);
  job->bytes = bytes;
  job->key = request->key;
  decoding = g_task_new (NULL, g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
  g_task_set_source_tag (decoding, jpeg_loaded_cb);
  g_task_set_task_data (decoding, job, (GDestroyNotify) job_free);
  kindred_worker_push (self->worker, decoding, decode, G_PRIORITY_DEFAULT);
}

static void
kindred_thumbnail_loader_finalize (GObject *object)
{
  KindredThumbnailLoader *self = KINDRED_THUMBNAIL_LOADER (object);

  kindred_thumbnail_loader_clear (self);
  kindred_worker_stop (self->worker);
  g_object_unref (self->worker);
  g_object_unref (self->library);
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (kindred_thumbnail_loader_parent_class)->finalize (object);
}

static void
kindred_thumbnail_loader_class_init (KindredThumbnailLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_thumbnail_loader_finalize;
}

static void
kindred_thumbnail_loader_init (KindredThumbnailLoader *self)
{
  self->worker = kindred_worker_new ("thumbnails");
  self->entries = g_hash_table_new (hash_key, equal_keys);
  self->limit = DEFAULT_LIMIT;
}

KindredThumbnailLoader *
kindred_thumbnail_loader_new (KindredLibrary *library)
{
  KindredThumbnailLoader *self;

  g_return_val_if_fail (KINDRED_IS_LIBRARY (library), NULL);

  self = g_object_new (KINDRED_TYPE_THUMBNAIL_LOADER, NULL);
  self->library = g_object_ref (library);

  return self;
}

static GdkTexture *
peek (KindredThumbnailLoader *self, const Key *key)
{
  GList *link = g_hash_table_lookup (self->entries, key);

  if (link == NULL)
    return NULL;

  g_queue_unlink (&self->queue, link);
  g_queue_push_head_link (&self->queue, link);

  return g_object_ref (((Entry *) link->data)->texture);
}

GdkTexture *
kindred_thumbnail_loader_peek (KindredThumbnailLoader *self, gint64 face, int size, int radius)
{
  g_return_val_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self), NULL);

  return peek (self, &(Key){ face, -1, size, radius });
}

static void
load (KindredThumbnailLoader *self, Key key, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GdkTexture) texture = peek (self, &key);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, tag);
  request->key = key;
  request->generation = self->generation;
  g_task_set_task_data (task, request, g_free);

  if (texture != NULL)
    g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
  else if (key.face > 0)
    kindred_library_load_thumbnail_async (self->library, key.face, cancellable, jpeg_loaded_cb,
                                          g_steal_pointer (&task));
  else
    kindred_library_load_preview_async (self->library, -key.face, key.time, key.size, cancellable, jpeg_loaded_cb,
                                        g_steal_pointer (&task));
}

void
kindred_thumbnail_loader_load_async (KindredThumbnailLoader *self, gint64 face, int size, int radius,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self));
  g_return_if_fail (face > 0);
  g_return_if_fail (size > 0);
  g_return_if_fail (radius >= 0 && radius <= (size + 1) / 2);

  load (self, (Key){ face, -1, size, radius }, kindred_thumbnail_loader_load_async, cancellable, callback, user_data);
}

void
kindred_thumbnail_loader_load_photo_async (KindredThumbnailLoader *self, gint64 photo, double time, int size,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self));
  g_return_if_fail (photo > 0);
  g_return_if_fail (size > 0);

  load (self, (Key){ -photo, time, size, 0 }, kindred_thumbnail_loader_load_photo_async, cancellable, callback,
        user_data);
}

GdkTexture *
kindred_thumbnail_loader_load_finish (KindredThumbnailLoader *self, GAsyncResult *result, GError **error)
{
  Request *request;
  GdkTexture *texture;

  g_return_val_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  request = g_task_get_task_data (G_TASK (result));
  texture = g_task_propagate_pointer (G_TASK (result), error);
  if (texture != NULL && request->generation == self->generation)
    remember (self, &request->key, texture);

  return texture;
}

void
kindred_thumbnail_loader_clear (KindredThumbnailLoader *self)
{
  g_return_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self));

  self->generation++;
  while (!g_queue_is_empty (&self->queue))
    drop_last (self);
}

gsize
kindred_thumbnail_loader_get_used (KindredThumbnailLoader *self)
{
  g_return_val_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self), 0);

  return self->used;
}

void
kindred_thumbnail_loader_set_limit (KindredThumbnailLoader *self, gsize limit)
{
  g_return_if_fail (KINDRED_IS_THUMBNAIL_LOADER (self));

  self->limit = limit;
  trim (self);
}
