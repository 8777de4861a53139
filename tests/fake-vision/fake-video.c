/* fake-video.c - videos for kindred-analyzer-fake: AVI files of uncompressed frames
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-vision.h"

#include <string.h>

#define WIDTH 160
#define HEIGHT 64
#define STRIDE (3 * WIDTH) /* a multiple of 4 */
#define FRAME_SIZE (STRIDE * HEIGHT)

#define COLUMNS 4

static void
put_u32 (GByteArray *file, guint32 value)
{
  guint32 bytes = GUINT32_TO_LE (value);

  g_byte_array_append (file, (const guint8 *) &bytes, sizeof bytes);
}

static void
put_tag (GByteArray *file, const char *tag)
{
  g_byte_array_append (file, (const guint8 *) tag, 4);
}

/* Returns where its size has to be written. */
static guint
begin_chunk (GByteArray *file, const char *tag, const char *list_type)
{
  put_tag (file, tag);
  put_u32 (file, 0);
  if (list_type != NULL)
    put_tag (file, list_type);

  return file->len - (list_type != NULL ? 8 : 4);
}

static void
end_chunk (GByteArray *file, guint start)
{
  guint32 size = GUINT32_TO_LE (file->len - start - 4);

  memcpy (file->data + start, &size, sizeof size);
}

static void
put_header (GByteArray *file, guint rate, guint n_frames)
{
  const guint32 main_header[14] = { G_USEC_PER_SEC / rate, 0, 0, 0x10, n_frames, 0, 1, FRAME_SIZE, WIDTH, HEIGHT };
  /* Type, handler, flags, priority and language, initial frames, scale, rate, start, length, buffer, quality, sample
   * size, frame. */
  const guint32 stream_header[12] = { 0, 0, 0, 1, rate, 0, n_frames, FRAME_SIZE, G_MAXUINT32 };
  const guint32 format[10] = { 40, WIDTH, HEIGHT, 1 | 24 << 16, 0, FRAME_SIZE };
  guint list = begin_chunk (file, "LIST", "hdrl"), stream, chunk;

  chunk = begin_chunk (file, "avih", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (main_header); i++)
    put_u32 (file, main_header[i]);
  end_chunk (file, chunk);

  stream = begin_chunk (file, "LIST", "strl");
  chunk = begin_chunk (file, "strh", NULL);
  put_tag (file, "vids");
  put_tag (file, "DIB ");
  for (gsize i = 0; i < G_N_ELEMENTS (stream_header); i++)
    put_u32 (file, stream_header[i]);
  end_chunk (file, chunk);
  chunk = begin_chunk (file, "strf", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (format); i++)
    put_u32 (file, format[i]);
  end_chunk (file, chunk);
  end_chunk (file, stream);
  end_chunk (file, list);
}

/* Stored from the bottom up, blue first. */
static void
paint (guint8 *frame, const FakeFace *face, int left, int top)
{
  const guint8 colour[3] = { face->quality, (face->person >> 8 & 0xF) << 4 | face->variation, face->person & 0xFF };

  for (int y = top; y < top + FAKE_PHOTO_SQUARE; y++)
    for (int x = left; x < left + FAKE_PHOTO_SQUARE; x++)
      memcpy (frame + (HEIGHT - 1 - y) * STRIDE + 3 * x, colour, 3);
}

static void
put_frame (GByteArray *file, const FakeShot *shot, guint second)
{
  g_autofree guint8 *frame = g_malloc0 (FRAME_SIZE);
  guint chunk = begin_chunk (file, "00db", NULL);
  int top = shot->still ? 4 : 4 + second % 2 * 30;

  for (gsize i = 0; i < shot->n_faces; i++)
    paint (frame, &shot->faces[i], 4 + i * FAKE_PHOTO_STEP, top);
  g_byte_array_append (file, frame, FRAME_SIZE);
  end_chunk (file, chunk);
}

void
make_fake_video (const char *path, guint rate, const FakeShot *shots, gsize n_shots)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint n_frames = 0, riff, movie;

  for (gsize i = 0; i < n_shots; i++)
    {
      g_assert_cmpuint (shots[i].n_faces, <=, COLUMNS);
      n_frames += shots[i].seconds * rate;
    }

  riff = begin_chunk (file, "RIFF", "AVI ");
  put_header (file, rate, n_frames);
  movie = begin_chunk (file, "LIST", "movi");
  for (gsize i = 0; i < n_shots; i++)
    for (guint frame = 0; frame < shots[i].seconds * rate; frame++)
      put_frame (file, &shots[i], frame / rate);
  end_chunk (file, movie);
  end_chunk (file, riff);

  g_file_set_contents (path, (const char *) file->data, file->len, &error);
  g_assert_no_error (error);
}
