/* kindred-analyzer-wire.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-wire.h"

#include "base/kindred-error.h"
#include "protocol/kindred-frame.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

struct _KindredAnalyzerWire
{
  int input;
  KindredFrameReader *reader;
};

KindredAnalyzerWire *
kindred_analyzer_wire_new (void)
{
  KindredAnalyzerWire *self = g_new0 (KindredAnalyzerWire, 1);

  self->input = -1;
  self->reader = kindred_frame_reader_new ();

  return self;
}

void
kindred_analyzer_wire_free (KindredAnalyzerWire *self)
{
  if (self == NULL)
    return;

  kindred_analyzer_wire_close (self);
  kindred_frame_reader_free (self->reader);
  g_free (self);
}

void
kindred_analyzer_wire_open (KindredAnalyzerWire *self, int input)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->input < 0);

  self->input = input;
}

void
kindred_analyzer_wire_close (KindredAnalyzerWire *self)
{
  g_return_if_fail (self != NULL);

  if (self->input >= 0)
    close (self->input);
  self->input = -1;
}

/* Requests are a few kilobytes at most and come one at a time: they always fit into the socket's
 * buffer, so that nothing waits here. */
gboolean
kindred_analyzer_wire_send (KindredAnalyzerWire *self, const KindredRequest *request)
{
  g_autoptr (GBytes) frame = NULL;
  gsize size;
  gconstpointer data;
  gssize n;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (request != NULL, FALSE);

  if (self->input < 0)
    return FALSE;

  frame = kindred_frame_encode (kindred_request_to_variant (request), NULL);
  data = g_bytes_get_data (frame, &size);
  do
    n = send (self->input, data, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (n < 0 && errno == EINTR);

  return n == (gssize) size;
}

gboolean
kindred_analyzer_wire_take (KindredAnalyzerWire *self, GBytes *bytes, gboolean asked, KindredReply **reply,
                            GError **error)
{
  g_autoptr (GVariant) message = NULL;
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (reply != NULL, FALSE);

  *reply = NULL;
  data = g_bytes_get_data (bytes, &size);
  kindred_frame_reader_push (self->reader, data, size);
  if (!asked)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer speaks unasked");
      return FALSE;
    }
  if (!kindred_frame_reader_pop (self->reader, KINDRED_REPLY_TYPE, &message, error))
    return FALSE;
  if (message == NULL)
    return TRUE;
  if (kindred_frame_reader_is_amid (self->reader))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer answers more than it was asked");
      return FALSE;
    }

  *reply = kindred_reply_from_variant (message, error);

  return *reply != NULL;
}
