/* kindred-camera.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-camera.h"

#include "base/kindred-error.h"
#include "imaging/kindred-photo-file.h"
#include "imaging/kindred-video-file.h"
#include "kindred-frame-sketch.h"
#include "kindred-video-loader.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define MAX_PIXELS 40000000
#define INTERVAL 1.0
/* Cameras that tell no time must come to an end, too. */
#define PATIENCE 10

typedef struct
{
  const KindredVideoFunctions *functions;
  KindredVideo *video;
  KindredFrameSketch sketch; /* of the last picture */
  const char *folder;
  guint n_written;
} Camera;

static KindredVideo *
open_source (const KindredVideoFunctions *functions, const char *source, GError **error)
{
  g_autoptr (KindredPhotoFile) file = NULL;
  KindredVideoInfo info;
  guint64 device;

  if (g_ascii_string_to_unsigned (source, 10, 0, 255, &device, NULL))
    return functions->open_camera (device, MAX_PIXELS, error);

  file = kindred_photo_file_open (source, KINDRED_VIDEO_MAX_BYTES, error);

  return file != NULL ? functions->open (file->fd, 0, MAX_PIXELS, &info, error) : NULL;
}

/* Never in the place of a file that is there. */
static gboolean
write_picture (Camera *self, GBytes *jpeg, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *moment = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *name = g_strdup_printf ("camera-%s-%04u.jpg", moment, self->n_written + 1);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  const char *data = g_bytes_get_data (jpeg, NULL);
  gsize size = g_bytes_get_size (jpeg), done = 0;
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
  gboolean ok = fd >= 0;

  while (ok && done < size)
    {
      gssize n = write (fd, data + done, size - done);

      ok = n >= 0 || errno == EINTR;
      done += MAX (n, 0);
    }
  if (!ok)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_FAILED, "%s cannot be written: %s", name, g_strerror (errno));
  else
    self->n_written++;
  if (fd >= 0)
    close (fd);

  return ok;
}

static gboolean
take_picture (Camera *self, GError **error)
{
  KindredVideoFrame frame;
  KindredFrameSketch sketch;
  KindredImage view;
  g_autoptr (GBytes) jpeg = NULL;

  if (!self->functions->retrieve (self->video, &frame, error))
    return FALSE;

  view = (KindredImage){ frame.width, frame.height, frame.stride, (guint8 *) frame.pixels, 1 };
  kindred_frame_sketch_init (&sketch, &view);
  if (self->n_written > 0 && kindred_frame_sketch_is_same (&sketch, &self->sketch))
    return TRUE;

  self->sketch = sketch;
  jpeg = kindred_image_to_jpeg (&view, error);

  return jpeg != NULL && write_picture (self, jpeg, error);
}

static gboolean
capture (Camera *self, int seconds, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) (seconds + PATIENCE) * G_TIME_SPAN_SECOND;
  double first = -1, next = 0, time;

  while (g_get_monotonic_time () < deadline && self->functions->grab (self->video, &time))
    {
      if (first < 0)
        first = time;
      if (time - first > seconds)
        break;
      if (time - first < next)
        continue;

      if (!take_picture (self, error))
        return FALSE;
      next = time - first + INTERVAL;
    }

  if (first >= 0)
    return TRUE;

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, "The camera gives no picture");

  return FALSE;
}

gboolean
kindred_camera_capture (const char *source, int seconds, const char *folder, guint *n_written, GError **error)
{
  Camera self = { kindred_video_loader_get (error), NULL, { { 0 } }, folder, 0 };
  gboolean done;

  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  if (self.functions == NULL)
    return FALSE;
  self.video = open_source (self.functions, source, error);
  if (self.video == NULL)
    return FALSE;

  done = capture (&self, seconds, error);
  self.functions->close (self.video);
  *n_written = self.n_written;

  return done;
}
