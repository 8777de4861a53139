/* kindred-frame.h - messages in a stream of bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A frame is the length of the message as four bytes, lowest first, then that many bytes: a
 * GVariant in serialised form.  Both ends are the same build on the same computer, so byte order
 * inside the message is the computer's.  Not thread-safe: one thread at a time per reader. */

#define KINDRED_FRAME_HEADER_SIZE 4

/**
 * kindred_frame_encode:
 * @message: consumed if floating
 * @error: KINDRED_ERROR_TOO_LARGE when over KINDRED_ANALYSIS_MAX_MESSAGE
 *
 * Returns: (transfer full): header and message, ready to be written
 */
GBytes *kindred_frame_encode (GVariant *message, GError **error);

/* Cuts what was read into messages.  Bytes may come in pieces of any size. */
typedef struct _KindredFrameReader KindredFrameReader;

KindredFrameReader *kindred_frame_reader_new (void);
void kindred_frame_reader_free (KindredFrameReader *self);

/* Adds what was read; copied.  No more is kept than was pushed: the length that a header claims
 * allocates nothing. */
void kindred_frame_reader_push (KindredFrameReader *self, const void *data, gsize size);

/**
 * kindred_frame_reader_pop:
 * @type: of the message
 * @message: (out): the next complete message, normal form checked; NULL when more bytes are needed
 * @error: KINDRED_ERROR_PROTOCOL when the bytes make no sense; the stream is lost then
 *
 * Returns: FALSE on error
 */
gboolean kindred_frame_reader_pop (KindredFrameReader *self, const GVariantType *type, GVariant **message,
                                   GError **error);

/* Whether there are bytes of an unfinished message. */
gboolean kindred_frame_reader_is_amid (KindredFrameReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredFrameReader, kindred_frame_reader_free)

G_END_DECLS
