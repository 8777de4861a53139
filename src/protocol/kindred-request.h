/* kindred-request.h - what the analyzer is asked to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_REQUEST_TYPE G_VARIANT_TYPE ("(yaydddddi)")

typedef enum
{
  KINDRED_REQUEST_ANALYZE = 1,
  KINDRED_REQUEST_CROP = 2,
  KINDRED_REQUEST_PREVIEW = 3,
} KindredRequestKind;

/**
 * KindredRequest:
 * @kind: what to do
 * @path: absolute file name, bytes
 * @time: for a crop or a preview of a video, seconds from its beginning; negative for a picture, and for the frame that
 *   stands for a video
 * @x: for a crop, left edge of the face's box as a fraction of the upright picture's width
 * @y: top edge, as a fraction of its height
 * @width: of the box
 * @height: of the box
 * @edge: for a preview, pixels of its longer edge, at most: 1 to KINDRED_PREVIEW_EDGE; else 0
 */
typedef struct
{
  KindredRequestKind kind;
  char *path;
  double time;
  double x;
  double y;
  double width;
  double height;
  gint32 edge;
} KindredRequest;

/* @path is copied. */
KindredRequest *kindred_request_new_analyze (const char *path);
KindredRequest *kindred_request_new_crop (const char *path, double time, double x, double y, double width,
                                          double height);
KindredRequest *kindred_request_new_preview (const char *path, double time, int edge);
void kindred_request_free (KindredRequest *self);

/* Returns: (transfer floating) */
GVariant *kindred_request_to_variant (const KindredRequest *self);

/* @variant: of KINDRED_REQUEST_TYPE.  @error: KINDRED_ERROR_PROTOCOL */
KindredRequest *kindred_request_from_variant (GVariant *variant, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredRequest, kindred_request_free)

G_END_DECLS
