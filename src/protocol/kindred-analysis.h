/* kindred-analysis.h - what the analyzer says of one photo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_ANALYSIS_EMBEDDING_SIZE 128
#define KINDRED_ANALYSIS_N_POINTS 5

/* Limits on what the parent accepts from an analyzer. */
#define KINDRED_ANALYSIS_MAX_FACES 10000
#define KINDRED_ANALYSIS_MAX_TIME 1e6
#define KINDRED_ANALYSIS_MAX_THUMBNAIL (1 << 20)
#define KINDRED_ANALYSIS_MAX_PREVIEW (32 << 20)
#define KINDRED_ANALYSIS_MAX_MESSAGE (64 << 20)

/**
 * KindredAnalyzedFace:
 * @time: of its frame in a video, seconds from the beginning; -1 in a picture
 * @x: left edge of the box, as a fraction of the upright picture's width (may stray out of 0..1
 *   a little)
 * @y: top edge, as a fraction of its height
 * @width: fraction of the width
 * @height: fraction of the height
 * @points: x and y of the five landmarks, as fractions
 * @score: detector's
 * @sharpness: variance of the Laplacian of the aligned crop
 * @size: mean edge of the box in pixels of the original
 * @yaw: -1 to 1
 * @pitch: -1 to 1
 * @roll: degrees
 * @quality: 0 to 1
 * @has_embedding: FALSE when the face could not be encoded
 * @embedding: in the encoder's scale
 * @thumbnail: (nullable): a JPEG, square, at most 256 pixels wide, with some margin
 */
typedef struct
{
  double time;
  double x;
  double y;
  double width;
  double height;
  float points[2 * KINDRED_ANALYSIS_N_POINTS];
  double score;
  double sharpness;
  double size;
  double yaw;
  double pitch;
  double roll;
  double quality;
  gboolean has_embedding;
  float embedding[KINDRED_ANALYSIS_EMBEDDING_SIZE];
  GBytes *thumbnail;
} KindredAnalyzedFace;

/**
 * KindredAnalysis:
 * @width: of the upright original, pixels
 * @height: likewise
 * @orientation: EXIF, 1 to 8
 * @taken: see KindredPhotoInfo
 * @date_source: a KindredDateSource
 * @has_position: whether the next two are set
 * @latitude: degrees
 * @longitude: degrees
 * @camera: (nullable): UTF-8
 * @content_hash: SHA-256 of the file's bytes, lower-case hexadecimal
 * @detector: name
 * @encoder: name
 * @faces: (element-type KindredAnalyzedFace): owned
 */
typedef struct
{
  int width;
  int height;
  int orientation;
  gint64 taken;
  int date_source;
  gboolean has_position;
  double latitude;
  double longitude;
  char *camera;
  char *content_hash;
  char *detector;
  char *encoder;
  GPtrArray *faces;
} KindredAnalysis;

/* @face: a KindredAnalyzedFace, or NULL */
void kindred_analyzed_face_free (gpointer face);

KindredAnalysis *kindred_analysis_new (void);
void kindred_analysis_free (KindredAnalysis *self);
KindredAnalyzedFace *kindred_analysis_add_face (KindredAnalysis *self);

/* Returns: (transfer floating) */
GVariant *kindred_analysis_to_variant (const KindredAnalysis *self);

/* Checks type, normal form, ranges, finite numbers and sizes; the parent trusts nothing.
 * @error: KINDRED_ERROR_PROTOCOL */
KindredAnalysis *kindred_analysis_from_variant (GVariant *variant, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredAnalysis, kindred_analysis_free)

G_END_DECLS
