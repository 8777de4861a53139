/* kindred-export-files.h - names and files of an export, without the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-library.h"

G_BEGIN_DECLS

/* Nothing here ever replaces a file that exists.  All functions that touch files block. */

/**
 * KindredExportPlaced:
 * @KINDRED_EXPORT_FAILED: see the error
 * @KINDRED_EXPORT_PLACED: a new file was made
 * @KINDRED_EXPORT_WAS_THERE: the same had been exported before
 */
typedef enum
{
  KINDRED_EXPORT_FAILED,
  KINDRED_EXPORT_PLACED,
  KINDRED_EXPORT_WAS_THERE,
} KindredExportPlaced;

/* A name for @person's folder that every usual file system takes: no separators or characters that other
 * systems forbid, no leading dot, at most 255 bytes.  @name: UTF-8, or NULL ("Person 12"). */
char *kindred_export_folder_name (const char *name, gint64 person);

/* @name (bytes) with " (@number)" before its extension, shortened to 255 bytes; @name itself for
 * @number 1. */
char *kindred_export_number_name (const char *name, guint number, gboolean has_extension);

/* Makes @directory with all its parents. */
gboolean kindred_export_make_directory (const char *directory, GError **error);

/* Makes the folder @name in @directory, unless it is there already, under a further number where something that is
 * no folder has that name.  Returns: (transfer full): its path */
char *kindred_export_make_folder (const char *directory, const char *name, GError **error);

/* Puts @photo into @folder, by its own name, with a number where another file has that name.  A copy is complete
 * or not there at all, and keeps the time of the original. */
KindredExportPlaced kindred_export_place_photo (const char *photo, const char *folder, KindredExportMode mode,
                                                GCancellable *cancellable, GError **error);

/* Writes @content to @folder/@name, likewise. */
KindredExportPlaced kindred_export_place_bytes (GBytes *content, const char *folder, const char *name, GError **error);

G_END_DECLS
