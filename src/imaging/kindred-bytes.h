/* kindred-bytes.h - numbers out of file headers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Whether @magic is at @offset of the @size bytes of @data. */
static inline gboolean
kindred_bytes_have (const guint8 *data, gsize size, gsize offset, const char *magic, gsize length)
{
  return size >= offset + length && memcmp (data + offset, magic, length) == 0;
}

/* The caller has checked that the bytes are there. */

static inline guint32
kindred_get_u16_be (const guint8 *p)
{
  return (guint32) p[0] << 8 | p[1];
}

static inline guint32
kindred_get_u16_le (const guint8 *p)
{
  return (guint32) p[1] << 8 | p[0];
}

static inline guint32
kindred_get_u24_le (const guint8 *p)
{
  return (guint32) p[2] << 16 | (guint32) p[1] << 8 | p[0];
}

static inline guint32
kindred_get_u32_be (const guint8 *p)
{
  return (guint32) p[0] << 24 | (guint32) p[1] << 16 | (guint32) p[2] << 8 | p[3];
}

static inline guint32
kindred_get_u32_le (const guint8 *p)
{
  return (guint32) p[3] << 24 | (guint32) p[2] << 16 | (guint32) p[1] << 8 | p[0];
}

G_END_DECLS
