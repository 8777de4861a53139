/* kindred-vision.h - find, align and encode faces: a C interface over dlib and OpenCV
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No C++ exception leaves this interface: dlib's, OpenCV's, std::bad_alloc and all others become
 * a GError.  "No faces" is success with none; "failed" is FALSE with an error.  A KindredVision
 * belongs to one thread at a time.  dlib and OpenCV start no threads of their own. */

#define KINDRED_VISION_EMBEDDING_SIZE 128
#define KINDRED_VISION_N_POINTS 5

/* Larger pictures are refused with KINDRED_ERROR_TOO_LARGE. */
#define KINDRED_VISION_MAX_PIXELS (400 * 1000 * 1000)

/**
 * KindredVisionImage:
 * @pixels: rows of RGB, 8 bits each, upright
 * @width: pixels
 * @height: pixels
 * @stride: bytes from row to row, at least 3 * @width
 *
 * A view: nothing is owned.
 */
typedef struct
{
  const guint8 *pixels;
  int width;
  int height;
  gsize stride;
} KindredVisionImage;

typedef struct
{
  float x;
  float y;
} KindredVisionPoint;

/**
 * KindredVisionFace:
 * @x: left edge of the box; may lie outside the image by a little
 * @y: top edge
 * @width: of the box
 * @height: of the box
 * @score: the detector's own; comparable within one detector only
 * @points: eye on the image's left, eye on its right, nose tip, mouth corner left, right
 * @sharpness: variance of the Laplacian of the aligned grey crop (set by encode)
 * @yaw: -1 (turned fully to the image's left) to 1, 0 frontal; estimated from @points
 * @pitch: -1 (down) to 1 (up), 0 level; estimated from @points
 * @roll: degrees clockwise, from the line through the eyes
 * @quality: 0 (useless) to 1 (large, sharp, frontal, certain): see kindred-vision-quality.h
 * @embedding: KINDRED_VISION_EMBEDDING_SIZE floats in the encoder's scale (set by encode)
 *
 * Lengths and positions are pixels of the image passed.
 */
typedef struct
{
  float x;
  float y;
  float width;
  float height;
  float score;
  KindredVisionPoint points[KINDRED_VISION_N_POINTS];
  float sharpness;
  float yaw;
  float pitch;
  float roll;
  float quality;
  float embedding[KINDRED_VISION_EMBEDDING_SIZE];
} KindredVisionFace;

typedef struct _KindredVision KindredVision;

/* The library exports these functions and nothing else. */
#pragma GCC visibility push(default)

/**
 * kindred_vision_new:
 * @model_dirs: NULL-terminated folders in which model files are looked up
 * @detector: "hog", "yunet", or NULL for the best whose files are found
 * @encoder: "compact-1", "dlib-resnet-1", or NULL for the best whose files are found
 * @error: KINDRED_ERROR_MODEL_MISSING or _DAMAGED, naming the file, or _INVALID_ARGUMENT
 *
 * Loads the models.  With NULL a damaged optional file is skipped with a warning in the log.
 *
 * Returns: (transfer full): free with kindred_vision_free()
 */
KindredVision *kindred_vision_new (const char *const *model_dirs, const char *detector, const char *encoder,
                                   GError **error);
void kindred_vision_free (KindredVision *self);

/* The names of what is in use.  Owned by @self. */
const char *kindred_vision_get_detector (KindredVision *self);
const char *kindred_vision_get_encoder (KindredVision *self);

/* The shortest edge of a face box, in pixels, that the detector finds reliably: the caller picks
 * from it the size at which it decodes a photo. */
int kindred_vision_get_min_face (KindredVision *self);

/**
 * kindred_vision_detect:
 * @self: a vision stage
 * @image: upright picture
 * @faces: (out) (array length=n_faces): all fields but @sharpness, @quality and @embedding
 *   set; free with g_free(); NULL when there are none
 * @n_faces: (out): how many
 * @error: KINDRED_ERROR_FAILED, _INVALID_ARGUMENT (no such picture is possible), _TOO_LARGE (over
 *   the limit, or out of memory)
 *
 * Returns: FALSE on failure
 */
gboolean kindred_vision_detect (KindredVision *self, const KindredVisionImage *image, KindredVisionFace **faces,
                                gsize *n_faces, GError **error);

/**
 * kindred_vision_encode:
 * @self: a vision stage
 * @image: upright picture, not necessarily of the size that was detected in
 * @faces: (array length=n_faces) (inout): box and points in @image's pixels; @sharpness,
 *   @quality and @embedding are filled in
 * @n_faces: how many
 * @error: as above
 *
 * Returns: FALSE on failure
 */
gboolean kindred_vision_encode (KindredVision *self, const KindredVisionImage *image, KindredVisionFace *faces,
                                gsize n_faces, GError **error);

/* Multiplies box and points by @factor: from a reduced picture to a larger one. */
void kindred_vision_face_scale (KindredVisionFace *face, float factor);

#pragma GCC visibility pop

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredVision, kindred_vision_free)

G_END_DECLS
