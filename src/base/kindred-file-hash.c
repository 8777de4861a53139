/* kindred-file-hash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-file-hash.h"

#define BLOCK_SIZE (256 * 1024)

char *
kindred_file_hash (const char *path, guint64 *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guint8 *block = g_malloc (BLOCK_SIZE);
  guint64 total = 0;
  gssize n;

  if (stream == NULL)
    return NULL;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK_SIZE, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, block, n);
      total += n;
    }

  if (size != NULL)
    *size = total;

  return n < 0 ? NULL : g_strdup (g_checksum_get_string (checksum));
}
