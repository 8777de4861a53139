/* kindred-analysis.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analysis.h"

#include "base/kindred-error.h"
#include "kindred-thumbnail-check.h"

#include <math.h>
#include <string.h>

/* Time, box, points, (score, sharpness, size, yaw, pitch, roll, quality), embedding, thumbnail. */
#define FACE_FORMAT "(d(dddd)ad(ddddddd)aday)"
#define FACES_FORMAT "a" FACE_FORMAT
/* Size, orientation, date, position, camera, hash, detector, encoder, faces.  An empty array or
 * string stands for what is not there. */
#define ANALYSIS_FORMAT "(iii(xi)(bdd)ssss" FACES_FORMAT ")"

#define MAX_EDGE (1 << 24)
#define MAX_BOX 4.0
#define MAX_VALUE 1e9
#define MAX_EMBEDDING_VALUE 1000.0
#define MAX_STRING 1024
#define MAX_NAME 64
#define MIN_TAKEN G_GINT64_CONSTANT (-62135596800) /* year 1 */
#define MAX_TAKEN G_GINT64_CONSTANT (253402300799) /* year 9999 */
#define MAX_DATE_SOURCE 3

void
kindred_analyzed_face_free (gpointer face)
{
  KindredAnalyzedFace *self = face;

  if (self == NULL)
    return;

  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self);
}

KindredAnalysis *
kindred_analysis_new (void)
{
  KindredAnalysis *self = g_new0 (KindredAnalysis, 1);

  self->orientation = 1;
  self->faces = g_ptr_array_new_with_free_func (kindred_analyzed_face_free);

  return self;
}

void
kindred_analysis_free (KindredAnalysis *self)
{
  if (self == NULL)
    return;

  g_free (self->camera);
  g_free (self->content_hash);
  g_free (self->detector);
  g_free (self->encoder);
  g_ptr_array_unref (self->faces);
  g_free (self);
}

KindredAnalyzedFace *
kindred_analysis_add_face (KindredAnalysis *self)
{
  KindredAnalyzedFace *face;

  g_return_val_if_fail (self != NULL, NULL);

  face = g_new0 (KindredAnalyzedFace, 1);
  face->time = -1;
  g_ptr_array_add (self->faces, face);

  return face;
}

static GVariant *
floats_to_variant (const float *values, gsize n)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ad"));
  for (gsize i = 0; i < n; i++)
    g_variant_builder_add (&builder, "d", (double) values[i]);

  return g_variant_builder_end (&builder);
}

static GVariant *
face_to_variant (const KindredAnalyzedFace *face)
{
  gsize thumbnail_size = 0;
  gconstpointer thumbnail = NULL;

  if (face->thumbnail != NULL)
    thumbnail = g_bytes_get_data (face->thumbnail, &thumbnail_size);

  return g_variant_new ("(d(dddd)@ad(ddddddd)@ad@ay)", face->time, face->x, face->y, face->width, face->height,
                        floats_to_variant (face->points, G_N_ELEMENTS (face->points)), face->score, face->sharpness,
                        face->size, face->yaw, face->pitch, face->roll, face->quality,
                        floats_to_variant (face->embedding, face->has_embedding ? KINDRED_ANALYSIS_EMBEDDING_SIZE : 0),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, thumbnail, thumbnail_size, 1));
}

static const char *
string_or_empty (const char *string)
{
  return string != NULL ? string : "";
}

GVariant *
kindred_analysis_to_variant (const KindredAnalysis *self)
{
  GVariantBuilder faces;

  g_return_val_if_fail (self != NULL, NULL);

  g_variant_builder_init (&faces, G_VARIANT_TYPE (FACES_FORMAT));
  for (guint i = 0; i < self->faces->len; i++)
    g_variant_builder_add_value (&faces, face_to_variant (g_ptr_array_index (self->faces, i)));

  return g_variant_new ("(iii(xi)(bdd)ssss@" FACES_FORMAT ")", self->width, self->height, self->orientation,
                        self->taken, self->date_source, self->has_position, self->latitude, self->longitude,
                        string_or_empty (self->camera), string_or_empty (self->content_hash),
                        string_or_empty (self->detector), string_or_empty (self->encoder),
                        g_variant_builder_end (&faces));
}

static gboolean
in_range (double value, double min, double max)
{
  return value >= min && value <= max; /* FALSE for NaN */
}

/* Copies an array of doubles that must have @n or, if @may_be_empty, no elements. */
static gboolean
read_floats (GVariant *array, float *values, gsize n, double limit, gboolean may_be_empty, gboolean *present)
{
  const double *elements;
  gsize n_elements;

  elements = g_variant_get_fixed_array (array, &n_elements, sizeof (double));
  *present = n_elements > 0;
  if (n_elements == 0)
    return may_be_empty;
  if (n_elements != n)
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (!in_range (elements[i], -limit, limit))
        return FALSE;
      values[i] = elements[i];
    }

  return TRUE;
}

static gboolean
read_thumbnail (KindredAnalyzedFace *face, GVariant *bytes)
{
  gconstpointer data;
  gsize size;

  data = g_variant_get_fixed_array (bytes, &size, 1);
  if (size == 0)
    return TRUE;
  if (!kindred_thumbnail_check (data, size))
    return FALSE;

  face->thumbnail = g_bytes_new (data, size);

  return TRUE;
}

static gboolean
check_box (const KindredAnalyzedFace *face)
{
  return in_range (face->x, -MAX_BOX, MAX_BOX) && in_range (face->y, -MAX_BOX, MAX_BOX)
         && in_range (face->width, 0, MAX_BOX) && face->width > 0 && in_range (face->height, 0, MAX_BOX)
         && face->height > 0;
}

static gboolean
check_measures (const KindredAnalyzedFace *face)
{
  return in_range (face->score, -MAX_VALUE, MAX_VALUE) && in_range (face->sharpness, 0, MAX_VALUE)
         && in_range (face->size, 0, MAX_BOX * MAX_EDGE) && in_range (face->yaw, -1, 1) && in_range (face->pitch, -1, 1)
         && in_range (face->roll, -180, 180) && in_range (face->quality, 0, 1);
}

/* Returns what is wrong with it, or NULL. */
static const char *
read_face (KindredAnalyzedFace *face, GVariant *variant)
{
  g_autoptr (GVariant) points = NULL;
  g_autoptr (GVariant) embedding = NULL;
  g_autoptr (GVariant) thumbnail = NULL;
  gboolean has_points;

  g_variant_get (variant, "(d(dddd)@ad(ddddddd)@ad@ay)", &face->time, &face->x, &face->y, &face->width, &face->height,
                 &points, &face->score, &face->sharpness, &face->size, &face->yaw, &face->pitch, &face->roll,
                 &face->quality, &embedding, &thumbnail);

  if (face->time != -1 && !in_range (face->time, 0, KINDRED_ANALYSIS_MAX_TIME))
    return "time of a face";
  if (!check_box (face))
    return "box of a face";
  if (!read_floats (points, face->points, G_N_ELEMENTS (face->points), MAX_BOX, FALSE, &has_points))
    return "landmarks of a face";
  if (!check_measures (face))
    return "measures of a face";
  if (!read_floats (embedding, face->embedding, KINDRED_ANALYSIS_EMBEDDING_SIZE, MAX_EMBEDDING_VALUE, TRUE,
                    &face->has_embedding))
    return "embedding of a face";
  if (!read_thumbnail (face, thumbnail))
    return "thumbnail of a face";

  return NULL;
}

static gboolean
check_name (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= MAX_NAME
         && strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == length;
}

static gboolean
check_hash (const char *hash)
{
  return strlen (hash) == 64 && strspn (hash, "0123456789abcdef") == 64;
}

static const char *
check_metadata (const KindredAnalysis *self)
{
  if (self->width < 1 || self->width > MAX_EDGE || self->height < 1 || self->height > MAX_EDGE)
    return "size of the picture";
  if (self->orientation < 1 || self->orientation > 8)
    return "orientation";
  if (self->taken < MIN_TAKEN || self->taken > MAX_TAKEN || self->date_source < 0
      || self->date_source > MAX_DATE_SOURCE)
    return "date";
  if (!in_range (self->latitude, -90, 90) || !in_range (self->longitude, -180, 180))
    return "position";
  if (self->camera != NULL && strlen (self->camera) > MAX_STRING)
    return "camera";
  if (!check_hash (self->content_hash))
    return "content hash";
  if (!check_name (self->detector) || !check_name (self->encoder))
    return "name of detector or encoder";

  return NULL;
}

static const char *
read_faces (KindredAnalysis *self, GVariant *faces)
{
  gsize n = g_variant_n_children (faces);
  const char *wrong = NULL;

  if (n > KINDRED_ANALYSIS_MAX_FACES)
    return "number of faces";

  for (gsize i = 0; i < n && wrong == NULL; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (faces, i);

      wrong = read_face (kindred_analysis_add_face (self), child);
    }

  return wrong;
}

static void
read_metadata (KindredAnalysis *self, GVariant *variant, GVariant **faces)
{
  g_variant_get (variant, "(iii(xi)(bdd)ssss@" FACES_FORMAT ")", &self->width, &self->height, &self->orientation,
                 &self->taken, &self->date_source, &self->has_position, &self->latitude, &self->longitude,
                 &self->camera, &self->content_hash, &self->detector, &self->encoder, faces);

  if (*self->camera == '\0')
    g_clear_pointer (&self->camera, g_free);
}

KindredAnalysis *
kindred_analysis_from_variant (GVariant *variant, GError **error)
{
  g_autoptr (KindredAnalysis) self = NULL;
  g_autoptr (GVariant) faces = NULL;
  const char *wrong;

  g_return_val_if_fail (variant != NULL, NULL);

  if (!g_variant_is_of_type (variant, G_VARIANT_TYPE (ANALYSIS_FORMAT)) || !g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer's answer has a wrong form");
      return NULL;
    }

  self = kindred_analysis_new ();
  read_metadata (self, variant, &faces);
  wrong = check_metadata (self);
  if (wrong == NULL)
    wrong = read_faces (self, faces);
  if (wrong != NULL)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer's answer makes no sense: %s", wrong);
      return NULL;
    }

  return g_steal_pointer (&self);
}
