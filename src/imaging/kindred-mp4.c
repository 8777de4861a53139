/* kindred-mp4.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-mp4.h"

#include "kindred-bytes.h"

#include <string.h>

/* What a damaged file may cost; whole ones have some dozens. */
#define MAX_BOXES 2000

/* From 1904 to 1970. */
#define EPOCH_OFFSET G_GINT64_CONSTANT (2082844800)
/* Cameras whose clock was never set begin with one of these years; there was no MP4 before. */
#define EARLIEST G_GINT64_CONSTANT (788918400) /* 1995 */

typedef struct
{
  KindredPhotoFile *file;
  KindredMp4Info *info;
  guint n_boxes;
  int turn; /* of the track at hand */
} Reader;

typedef struct
{
  char type[4];
  guint64 start; /* of the content */
  guint64 end;
} Box;

static guint64
get_u64_be (const guint8 *data)
{
  return (guint64) kindred_get_u32_be (data) << 32 | kindred_get_u32_be (data + 4);
}

/* The box at @offset, which must end by @end. */
static gboolean
read_box (Reader *reader, guint64 offset, guint64 end, Box *box)
{
  guint8 header[16];
  guint64 size, header_size = 8;

  if (++reader->n_boxes > MAX_BOXES || end - offset < 8
      || kindred_photo_file_read (reader->file, offset, header, sizeof header, NULL) < 8)
    return FALSE;

  size = kindred_get_u32_be (header);
  if (size == 1)
    {
      header_size = 16;
      size = end - offset >= 16 ? get_u64_be (header + 8) : 0;
    }
  else if (size == 0)
    {
      size = end - offset;
    }
  if (size < header_size || size > end - offset)
    return FALSE;

  memcpy (box->type, header + 4, 4);
  box->start = offset + header_size;
  box->end = offset + size;

  return TRUE;
}

static gboolean
is (const Box *box, const char *type)
{
  return memcmp (box->type, type, 4) == 0;
}

/* Movie header: version and flags, then the time of creation in 32 or 64 bits. */
static void
read_movie_header (Reader *reader, const Box *box)
{
  guint8 data[12];
  gint64 created;

  if (box->end - box->start < sizeof data
      || kindred_photo_file_read (reader->file, box->start, data, sizeof data, NULL) != sizeof data)
    return;

  created = (data[0] == 1 ? (gint64) (get_u64_be (data + 4) & G_MAXINT64) : kindred_get_u32_be (data + 4));
  created -= EPOCH_OFFSET;
  if (created >= EARLIEST && created <= (gint64) G_MAXUINT32)
    reader->info->created = created;
}

/* Handler: version and flags, four bytes, then what kind of media the track has. */
static void
read_handler (Reader *reader, const Box *box)
{
  guint8 data[12];

  if (box->end - box->start >= sizeof data
      && kindred_photo_file_read (reader->file, box->start, data, sizeof data, NULL) == sizeof data
      && memcmp (data + 8, "vide", 4) == 0 && !reader->info->has_pictures)
    {
      reader->info->has_pictures = TRUE;
      reader->info->turn = reader->turn;
    }
}

/* Track header: times in 32 or 64 bits, and a matrix of which only turns by right angles count. */
static void
read_track_header (Reader *reader, const Box *box)
{
  guint8 data[52 + 16];
  const guint8 *matrix;
  gint32 along_x, along_y;

  reader->turn = 0;
  memset (data, 0, sizeof data);
  if (kindred_photo_file_read (reader->file, box->start, data, MIN (sizeof data, box->end - box->start), NULL) < 0)
    return;

  matrix = data + (data[0] == 1 ? 52 : 40);
  along_x = (gint32) kindred_get_u32_be (matrix);
  along_y = (gint32) kindred_get_u32_be (matrix + 4);
  if (along_x == 0 && along_y != 0)
    reader->turn = along_y > 0 ? 90 : 270;
  else if (along_x < 0)
    reader->turn = 180;
}

/* Movie, tracks and media: three levels, no recursion without end. */
static void
read_boxes (Reader *reader, guint64 offset, guint64 end, int depth)
{
  Box box;

  for (; offset < end && read_box (reader, offset, end, &box); offset = box.end)
    {
      if (depth == 0 && is (&box, "moov"))
        reader->info->has_movie = TRUE;

      if (depth < 3 && (is (&box, "moov") || is (&box, "trak") || is (&box, "mdia")))
        read_boxes (reader, box.start, box.end, depth + 1);
      else if (is (&box, "mvhd"))
        read_movie_header (reader, &box);
      else if (is (&box, "cmov")) /* compressed: to be told by decoding only */
        reader->info->has_pictures = TRUE;
      else if (is (&box, "tkhd"))
        read_track_header (reader, &box);
      else if (is (&box, "hdlr"))
        read_handler (reader, &box);
    }
}

void
kindred_mp4_read_info (KindredPhotoFile *file, KindredMp4Info *info)
{
  Reader reader = { file, info, 0, 0 };

  g_return_if_fail (file != NULL);
  g_return_if_fail (info != NULL);

  *info = (KindredMp4Info){ 0 };
  read_boxes (&reader, 0, file->size, 0);
}
