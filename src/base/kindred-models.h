/* kindred-models.h - the table of model files and of the stages that they make possible
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * KindredModelFile:
 * @name: file name without folder
 * @size: bytes
 * @sha256: lower-case hexadecimal
 * @licence: SPDX expression, or a sentence
 *
 * A model file that Kindred knows.  Unknown or damaged ones are refused.
 */
typedef struct
{
  const char *name;
  guint64 size;
  const char *sha256;
  const char *licence;
} KindredModelFile;

/* The user may have persons kept apart more strictly, up to 2, or less so, down to -2. */
#define KINDRED_STRICTNESS_MAX 2

/**
 * KindredStrictnessStep:
 * @eps: DBSCAN radius (Euclidean, in the encoder's own scale)
 * @max_mean: two groups join only if their faces and centres are no farther apart (KindredGroupingInput)
 */
typedef struct
{
  double eps;
  double max_mean;
} KindredStrictnessStep;

/**
 * KindredEncoderInfo:
 * @name: identifier that is stored with every embedding; never reused for another network
 * @file: its model file
 * @eps: default radius, that of the middle step
 * @min_samples: default DBSCAN core size, the point itself included
 * @max_mean: default, that of the middle step
 * @min_quality: faces whose quality is below may join a group but never hold one together
 * @steps: loosest first; kindred_models_get_step()
 *
 * docs/grouping.md says how the defaults were chosen.
 */
typedef struct
{
  const char *name;
  const KindredModelFile *file;
  double eps;
  int min_samples;
  double max_mean;
  double min_quality;
  KindredStrictnessStep steps[2 * KINDRED_STRICTNESS_MAX + 1];
} KindredEncoderInfo;

/* By name; NULL if unknown.  Static storage. */
const KindredModelFile *kindred_models_get_file (const char *name);
const KindredEncoderInfo *kindred_models_get_encoder (const char *name);

/* All encoders, best first, NULL-terminated.  Static storage. */
const KindredEncoderInfo *const *kindred_models_get_encoders (void);

/* @strictness: -KINDRED_STRICTNESS_MAX, the loosest, to KINDRED_STRICTNESS_MAX; 0 is the default. */
const KindredStrictnessStep *kindred_models_get_step (const KindredEncoderInfo *encoder, int strictness);

/**
 * kindred_models_install:
 * @path: a file that the user has got, called whatever
 * @dir: made if need be
 * @error: KINDRED_ERROR_NOT_FOUND when it is none of the table's, or GIO's
 *
 * Copies a model file into @dir, if its size and SHA-256 are those of one in the table, under that one's name.  Blocks;
 * any thread.
 */
const KindredModelFile *kindred_models_install (const char *path, const char *dir, GError **error);

/**
 * kindred_models_find:
 * @file: a file of the table
 * @dirs: folders to look in, in this order, first match wins
 * @error: KINDRED_ERROR_MODEL_MISSING, naming the folders, or KINDRED_ERROR_MODEL_DAMAGED, naming
 *   the file, when the first match has another size or hash
 *
 * Looks a model file up and checks its size and SHA-256 (tens of milliseconds for 20 MB: not for
 * the main thread).  Any thread.
 *
 * Returns: (transfer full): its path
 */
char *kindred_models_find (const KindredModelFile *file, const char *const *dirs, GError **error);

G_END_DECLS
