/* kindred-thumbnail-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-thumbnail-check.h"

#include "kindred-analysis.h"

/* Markers of ITU-T T.81, annex B. */
#define MARKER_SOF0 0xC0 /* baseline */
#define MARKER_SOF15 0xCF
#define MARKER_DHT 0xC4
#define MARKER_DAC 0xCC
#define MARKER_SOI 0xD8
#define MARKER_EOI 0xD9
#define MARKER_SOS 0xDA

static guint
get_u16 (const guint8 *p)
{
  return (guint) p[0] << 8 | p[1];
}

static gboolean
is_frame_header (guint8 marker)
{
  return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 && marker != MARKER_DHT && marker != MARKER_DAC;
}

/* The frame header's body: precision, height, width, number of components. */
static gboolean
check_frame_header (guint8 marker, const guint8 *body, gsize size, guint edge)
{
  guint height, width;

  if (marker != MARKER_SOF0 || size < 6)
    return FALSE;

  height = get_u16 (body + 1);
  width = get_u16 (body + 3);

  return body[0] == 8 && width > 0 && width <= edge && height > 0 && height <= edge && (body[5] == 1 || body[5] == 3);
}

static gboolean
check (const guint8 *data, gsize size, guint edge)
{
  gboolean has_frame = FALSE;
  gsize pos = 2;

  if (data[0] != 0xFF || data[1] != MARKER_SOI || data[size - 2] != 0xFF || data[size - 1] != MARKER_EOI)
    return FALSE;

  while (size - pos >= 4)
    {
      guint8 marker = data[pos + 1];
      guint length = get_u16 (data + pos + 2);

      if (data[pos] != 0xFF || length < 2 || length > size - pos - 2)
        return FALSE;
      if (marker == MARKER_SOS)
        return has_frame;
      if (is_frame_header (marker))
        {
          if (has_frame || !check_frame_header (marker, data + pos + 4, length - 2, edge))
            return FALSE;
          has_frame = TRUE;
        }

      pos += 2 + length;
    }

  return FALSE;
}

gboolean
kindred_thumbnail_check (const guint8 *data, gsize size)
{
  return data != NULL && size >= 4 && size <= KINDRED_ANALYSIS_MAX_THUMBNAIL
         && check (data, size, KINDRED_THUMBNAIL_EDGE);
}

gboolean
kindred_preview_check (const guint8 *data, gsize size, guint edge)
{
  return data != NULL && size >= 4 && size <= KINDRED_ANALYSIS_MAX_PREVIEW
         && check (data, size, MIN (edge, KINDRED_PREVIEW_EDGE));
}
