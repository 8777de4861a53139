/* kindred-image.h - a decoded picture, upright, RGB
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "kindred-photo-info.h"

G_BEGIN_DECLS

/* Only the analyzer process may decode photos with this: they are untrusted input. */

/**
 * KindredImageLimits:
 * @max_pixels: of the picture as stored in the file, checked before anything is allocated
 * @max_bytes: of the file
 */
typedef struct
{
  guint64 max_pixels;
  guint64 max_bytes;
} KindredImageLimits;

#define KINDRED_IMAGE_LIMITS_DEFAULT ((KindredImageLimits){ 400000000, G_GUINT64_CONSTANT (2) << 30 })

/**
 * KindredImage:
 * @width: pixels, upright
 * @height: pixels, upright
 * @stride: bytes from row to row
 * @pixels: RGB, 8 bits each, alpha composed onto white
 * @scale: size of the upright original divided by the size here; 1 when not reduced
 */
typedef struct
{
  int width;
  int height;
  gsize stride;
  guint8 *pixels;
  double scale;
} KindredImage;

/**
 * kindred_image_load:
 * @path: file name, bytes
 * @limits: what to refuse
 * @max_edge: the longer edge of the result is at most this many pixels; 0 for full size.  JPEG is
 *   reduced while decoding (by eighths), then resampled.
 * @info: (out) (optional): metadata; set also when decoding fails after it was read
 * @error: KINDRED_ERROR_UNREADABLE, _BAD_IMAGE, _UNSUPPORTED_FORMAT, _TOO_LARGE
 *
 * Decodes the first frame by content, never by file name extension, and turns it upright by its
 * EXIF orientation.  A truncated JPEG of which most can be decoded is an error all the same.
 *
 * Returns: (transfer full): free with kindred_image_free()
 */
KindredImage *kindred_image_load (const char *path, const KindredImageLimits *limits, int max_edge,
                                  KindredPhotoInfo **info, GError **error);

KindredImage *kindred_image_new (int width, int height);
void kindred_image_free (KindredImage *self);

/* A copy that is @factor (2 to 8) times as wide and high, interpolated; NULL when memory does not
 * suffice. */
KindredImage *kindred_image_enlarge (const KindredImage *self, int factor);

/* A copy whose longer edge is at most @max_edge pixels; 0 for one of the same size.
 * @error: KINDRED_ERROR_TOO_LARGE when memory does not suffice */
KindredImage *kindred_image_reduce (const KindredImage *self, int max_edge, GError **error);

/**
 * kindred_image_crop_jpeg:
 * @self: picture
 * @x: left edge in its pixels; may be negative
 * @y: top edge
 * @size: edge of the square
 * @edge: pixels of the result, at most (never enlarged)
 *
 * A square crop as a JPEG; what lies outside the picture repeats its edge.
 *
 * Returns: (transfer full): the file's bytes
 */
GBytes *kindred_image_crop_jpeg (const KindredImage *self, double x, double y, double size, int edge, GError **error);

/* The whole picture as a JPEG.  Returns: (transfer full): the file's bytes */
GBytes *kindred_image_to_jpeg (const KindredImage *self, GError **error);

/* Whether the file name looks like a picture that could be decoded here (by extension, any case).
 * A scan uses it to skip what is no picture; decoding goes by content. */
gboolean kindred_image_is_candidate (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredImage, kindred_image_free)

G_END_DECLS
