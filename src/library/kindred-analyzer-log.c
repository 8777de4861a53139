/* kindred-analyzer-log.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "kindred-analyzer"

#include "kindred-analyzer-log.h"

#define BLOCK_SIZE 4096

typedef struct
{
  char *identifier;
} LogReader;

static void
log_reader_free (LogReader *reader)
{
  g_free (reader->identifier);
  g_free (reader);
}

static void
log_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GInputStream *stream = G_INPUT_STREAM (source);
  LogReader *reader = user_data;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (stream, result, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      log_reader_free (reader);
      return;
    }

  text = g_utf8_make_valid (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_debug ("analyzer %s: %s", reader->identifier, lines[i]);

  g_input_stream_read_bytes_async (stream, BLOCK_SIZE, G_PRIORITY_LOW, NULL, log_read_cb, reader);
}

void
kindred_analyzer_log_read (GInputStream *stream, const char *identifier)
{
  LogReader *reader;

  g_return_if_fail (G_IS_INPUT_STREAM (stream));
  g_return_if_fail (identifier != NULL);

  reader = g_new0 (LogReader, 1);
  reader->identifier = g_strdup (identifier);
  g_input_stream_read_bytes_async (stream, BLOCK_SIZE, G_PRIORITY_LOW, NULL, log_read_cb, reader);
}
