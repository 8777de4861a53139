/* kindred-models.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-models.h"

#include "kindred-error.h"
#include "kindred-file-hash.h"
#include "kindred-paths.h"

#include <errno.h>
#include <glib/gstdio.h>

static const KindredModelFile files[] = {
  { "dlib_face_recognition_resnet_model_v1.dat", 22466066,
    "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30", "CC0-1.0" },
  { "compact_face_encoder_v1.dat", 4124527, "77cc6ce37522d0454d57aa8aa74ef33fcc632fe3653ad98d6473c25ff3c7ce17",
    "Apache-2.0" },
  { "face_detection_yunet_2023mar.onnx", 232589, "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
    "MIT" },
  { "shape_predictor_68_face_landmarks.dat", 99693937,
    "fbdc2cb80eb9aa7a758672cbfdda32ba6300efe9b6e6c7a299ff7e736b11b92f",
    "not for commercial use (trained on the iBUG 300-W pictures)" },
  { "shape_predictor_5_face_landmarks.dat", 9150489, "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
    "CC0-1.0" },
};

/* Best first.  How these were chosen: docs/grouping.md.  dlib-resnet-1's are compact-1's in its own scale. */
static const KindredEncoderInfo dlib_resnet_1
    = { "dlib-resnet-1",
        &files[0],
        0.42,
        3,
        0.41,
        0.15,
        { { 0.45, 0.412 }, { 0.44, 0.41 }, { 0.42, 0.41 }, { 0.41, 0.40 }, { 0.39, 0.385 } } };
static const KindredEncoderInfo compact_1
    = { "compact-1",
        &files[1],
        0.49,
        2,
        0.47,
        0.15,
        { { 0.52, 0.472 }, { 0.51, 0.47 }, { 0.49, 0.47 }, { 0.48, 0.46 }, { 0.45, 0.44 } } };

static const KindredEncoderInfo *const encoders[] = { &dlib_resnet_1, &compact_1, NULL };

const KindredModelFile *
kindred_models_get_file (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (g_str_equal (files[i].name, name))
      return &files[i];

  return NULL;
}

const KindredEncoderInfo *
kindred_models_get_encoder (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; encoders[i] != NULL; i++)
    if (g_str_equal (encoders[i]->name, name))
      return encoders[i];

  return NULL;
}

const KindredEncoderInfo *const *
kindred_models_get_encoders (void)
{
  return encoders;
}

const KindredStrictnessStep *
kindred_models_get_step (const KindredEncoderInfo *encoder, int strictness)
{
  g_return_val_if_fail (encoder != NULL, NULL);
  g_return_val_if_fail (ABS (strictness) <= KINDRED_STRICTNESS_MAX, NULL);

  return &encoder->steps[KINDRED_STRICTNESS_MAX + strictness];
}

static gboolean
verify (const KindredModelFile *file, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *shown = kindred_paths_display (path);
  g_autofree char *sha256 = NULL;
  guint64 size = 0;

  sha256 = kindred_file_hash (path, &size, NULL, &reason);
  if (sha256 == NULL)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED, "The model file %s cannot be read: %s", shown,
                 reason->message);
  else if (size != file->size)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED,
                 "The model file %s is damaged: it has %" G_GUINT64_FORMAT " bytes instead of %" G_GUINT64_FORMAT,
                 shown, size, file->size);
  else if (!g_str_equal (sha256, file->sha256))
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_DAMAGED,
                 "The model file %s is damaged or of another version: its SHA-256 is %s", shown, sha256);
  else
    return TRUE;

  return FALSE;
}

char *
kindred_models_find (const KindredModelFile *file, const char *const *dirs, GError **error)
{
  g_autofree char *looked_in = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (dirs != NULL, NULL);

  for (gsize i = 0; dirs[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (dirs[i], file->name, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return verify (file, path, error) ? g_steal_pointer (&path) : NULL;
    }

  looked_in = g_strjoinv (", ", (GStrv) dirs);
  g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING, "The model file %s was not found in %s", file->name,
               looked_in);

  return NULL;
}

static const KindredModelFile *
lookup_content (guint64 size, const char *sha256)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i].size == size && g_str_equal (files[i].sha256, sha256))
      return &files[i];

  return NULL;
}

/* What was checked must be what is copied: the copy is looked at once more. */
static gboolean
copy_checked (const KindredModelFile *file, const char *path, const char *dir, GError **error)
{
  g_autofree char *target = g_build_filename (dir, file->name, NULL);
  g_autofree char *temporary = g_strconcat (target, ".part", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (temporary);
  g_autoptr (GFile) final = g_file_new_for_path (target);

  if (g_file_copy (from, to, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error)
      && verify (file, temporary, error) && g_file_move (to, final, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error))
    return TRUE;

  g_file_delete (to, NULL, NULL);

  return FALSE;
}

const KindredModelFile *
kindred_models_install (const char *path, const char *dir, GError **error)
{
  g_autofree char *sha256 = NULL;
  const KindredModelFile *file;
  guint64 size = 0;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (dir != NULL, NULL);

  sha256 = kindred_file_hash (path, &size, NULL, error);
  if (sha256 == NULL)
    return NULL;

  file = lookup_content (size, sha256);
  if (file == NULL)
    {
      g_autofree char *shown = kindred_paths_display (path);

      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, "%s is none of the model files that Kindred knows",
                   shown);
      return NULL;
    }

  if (g_mkdir_with_parents (dir, 0700) != 0)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE, "%s: %s", dir, g_strerror (errno));
      return NULL;
    }

  return copy_checked (file, path, dir, error) ? file : NULL;
}
