/* kindred-analyzer-channel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-channel.h"

#include "protocol/kindred-frame.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <unistd.h>

#define BLOCK_SIZE 8192

struct _KindredAnalyzerChannel
{
  int input;
  int output;
  KindredFrameReader *reader;
};

static void
set_error_from_errno (GError **error, const char *what)
{
  int saved_errno = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "%s: %s", what, g_strerror (saved_errno));
}

KindredAnalyzerChannel *
kindred_analyzer_channel_new_standard (GError **error)
{
  g_autoptr (KindredAnalyzerChannel) self = g_new0 (KindredAnalyzerChannel, 1);
  int null;

  self->reader = kindred_frame_reader_new ();
  self->input = fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  self->output = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  null = open ("/dev/null", O_RDONLY | O_CLOEXEC);

  if (self->input < 0 || self->output < 0 || null < 0 || dup2 (null, STDIN_FILENO) < 0
      || dup2 (STDERR_FILENO, STDOUT_FILENO) < 0)
    {
      set_error_from_errno (error, "Standard input and output cannot be used");
      return NULL;
    }
  close (null);

  return g_steal_pointer (&self);
}

void
kindred_analyzer_channel_free (KindredAnalyzerChannel *self)
{
  if (self == NULL)
    return;

  if (self->input >= 0)
    close (self->input);
  if (self->output >= 0)
    close (self->output);
  kindred_frame_reader_free (self->reader);
  g_free (self);
}

gboolean
kindred_analyzer_channel_receive (KindredAnalyzerChannel *self, const GVariantType *type, GVariant **message,
                                  GError **error)
{
  guint8 block[BLOCK_SIZE];

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  while (TRUE)
    {
      gssize n;

      if (!kindred_frame_reader_pop (self->reader, type, message, error))
        return FALSE;
      if (*message != NULL)
        return TRUE;

      n = read (self->input, block, sizeof block);
      if (n == 0)
        return TRUE;
      if (n > 0)
        kindred_frame_reader_push (self->reader, block, n);
      else if (errno != EINTR)
        {
          set_error_from_errno (error, "Reading a request failed");
          return FALSE;
        }
    }
}

gboolean
kindred_analyzer_channel_send (KindredAnalyzerChannel *self, GVariant *message, GError **error)
{
  g_autoptr (GBytes) frame = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  frame = kindred_frame_encode (message, error);
  if (frame == NULL)
    return FALSE;

  data = g_bytes_get_data (frame, &size);
  while (size > 0)
    {
      gssize n = write (self->output, data, size);

      if (n < 0 && errno != EINTR)
        {
          set_error_from_errno (error, "Writing an answer failed");
          return FALSE;
        }
      data += MAX (n, 0);
      size -= MAX (n, 0);
    }

  return TRUE;
}
