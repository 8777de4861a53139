/* kindred-error.h - what can go wrong, as GError codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_ERROR (kindred_error_quark ())

/**
 * KindredError:
 * @KINDRED_ERROR_FAILED: none of the others
 * @KINDRED_ERROR_INVALID_ARGUMENT: the caller (a user on the command line, say) asked for nonsense
 * @KINDRED_ERROR_NOT_FOUND: the person, face, photo, folder or edit does not exist (any more)
 * @KINDRED_ERROR_CONFLICT: an edit does not fit what the library holds by now
 * @KINDRED_ERROR_NOT_A_LIBRARY: the file is no Kindred library
 * @KINDRED_ERROR_NEWER_LIBRARY: the library was written by a newer version
 * @KINDRED_ERROR_DAMAGED_LIBRARY: the library fails its integrity check
 * @KINDRED_ERROR_READ_ONLY: the library cannot be written
 * @KINDRED_ERROR_BUSY: another process holds the library's write lock for too long
 * @KINDRED_ERROR_UNREADABLE: a file or folder cannot be opened or read
 * @KINDRED_ERROR_BAD_IMAGE: the picture is damaged
 * @KINDRED_ERROR_UNSUPPORTED_FORMAT: no decoder for this kind of file
 * @KINDRED_ERROR_TOO_LARGE: over the limit of pixels, bytes or memory
 * @KINDRED_ERROR_MODEL_MISSING: a model file was not found
 * @KINDRED_ERROR_MODEL_DAMAGED: a model file is not what the model table says, or does not load
 * @KINDRED_ERROR_CRASHED: the analyzer died on this photo
 * @KINDRED_ERROR_TIMED_OUT: the analyzer took too long for this photo
 * @KINDRED_ERROR_PROTOCOL: the analyzer sent something that makes no sense
 * @KINDRED_ERROR_NO_ANALYZER: no analyzer can be started: not the fault of any photo
 *
 * Cancellation is G_IO_ERROR_CANCELLED, as everywhere in GIO.  The numbers are stored in the
 * library (photos.error_code): append only, never renumber.
 */
typedef enum
{
  KINDRED_ERROR_FAILED = 0,
  KINDRED_ERROR_INVALID_ARGUMENT = 1,
  KINDRED_ERROR_NOT_FOUND = 2,
  KINDRED_ERROR_CONFLICT = 3,
  KINDRED_ERROR_NOT_A_LIBRARY = 4,
  KINDRED_ERROR_NEWER_LIBRARY = 5,
  KINDRED_ERROR_DAMAGED_LIBRARY = 6,
  KINDRED_ERROR_READ_ONLY = 7,
  KINDRED_ERROR_BUSY = 8,
  KINDRED_ERROR_UNREADABLE = 9,
  KINDRED_ERROR_BAD_IMAGE = 10,
  KINDRED_ERROR_UNSUPPORTED_FORMAT = 11,
  KINDRED_ERROR_TOO_LARGE = 12,
  KINDRED_ERROR_MODEL_MISSING = 13,
  KINDRED_ERROR_MODEL_DAMAGED = 14,
  KINDRED_ERROR_CRASHED = 15,
  KINDRED_ERROR_TIMED_OUT = 16,
  KINDRED_ERROR_PROTOCOL = 17,
  KINDRED_ERROR_NO_ANALYZER = 18,
} KindredError;

GQuark kindred_error_quark (void);

G_END_DECLS
