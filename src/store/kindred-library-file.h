/* kindred-library-file.h - what a file is, before SQLite opens it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* "KIND": in the header of every library. */
#define KINDRED_APPLICATION_ID 0x4b494e44

typedef enum
{
  KINDRED_LIBRARY_FILE_MISSING, /* or empty: a library can be made there */
  KINDRED_LIBRARY_FILE_CLOSED,  /* a library that is all in this file */
  KINDRED_LIBRARY_FILE_IN_USE,  /* a library with a write-ahead log or a journal beside it */
} KindredLibraryFileState;

/**
 * kindred_library_file_inspect:
 * @newest: the schema version that this program knows
 *
 * Looks at the first bytes only, and changes nothing: SQLite itself would make files beside
 * what it opens, and recover what is not ours.
 *
 * Errors: KINDRED_ERROR_NOT_A_LIBRARY, _NEWER_LIBRARY, _DAMAGED_LIBRARY (cut off), _UNREADABLE.
 */
gboolean kindred_library_file_inspect (const char *path, int newest, KindredLibraryFileState *state, GError **error);

G_END_DECLS
