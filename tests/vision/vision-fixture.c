/* vision-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vision-fixture.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#include <math.h>

static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  GdkPixbuf *flat;

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);

  flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);

  return flat;
}

GdkPixbuf *
vision_fixture_load_image (const char *path, GError **error)
{
  g_autoptr (GdkPixbuf) raw = gdk_pixbuf_new_from_file (path, error);
  g_autoptr (GdkPixbuf) upright = NULL;

  if (raw == NULL)
    return NULL;

  upright = gdk_pixbuf_apply_embedded_orientation (raw);

  return flatten (upright);
}

KindredVisionImage
vision_fixture_view (GdkPixbuf *pixbuf)
{
  return (KindredVisionImage){ gdk_pixbuf_read_pixels (pixbuf), gdk_pixbuf_get_width (pixbuf),
                               gdk_pixbuf_get_height (pixbuf), gdk_pixbuf_get_rowstride (pixbuf) };
}

char *
vision_fixture_get_sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "sample", name, NULL);
}

KindredVision *
vision_fixture_new_vision (const char *detector, const char *encoder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *in_tree = g_test_build_filename (G_TEST_DIST, "data", "models", NULL);
  g_autofree char *beside = g_test_build_filename (G_TEST_DIST, "..", "shared", "models", NULL); /* on some machines */
  g_auto (GStrv) others = kindred_paths_get_model_dirs ();
  g_auto (GStrv) dirs = NULL;
  KindredVision *vision;

  g_strv_builder_add (builder, in_tree);
  g_strv_builder_addv (builder, (const char **) others);
  g_strv_builder_add (builder, beside);
  dirs = g_strv_builder_end (builder);

  vision = kindred_vision_new ((const char *const *) dirs, detector, encoder, &error);
  if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_MODEL_MISSING))
    g_test_skip (error->message);
  else
    g_assert_no_error (error);

  return vision;
}

KindredVisionFace *
vision_fixture_find_faces (KindredVision *vision, GdkPixbuf *pixbuf, gsize *n_faces)
{
  g_autoptr (GError) error = NULL;
  KindredVisionImage image = vision_fixture_view (pixbuf);
  KindredVisionFace *faces = NULL;

  g_assert_true (kindred_vision_detect (vision, &image, &faces, n_faces, &error));
  g_assert_no_error (error);
  g_assert_true (kindred_vision_encode (vision, &image, faces, *n_faces, &error));
  g_assert_no_error (error);

  return faces;
}

double
vision_fixture_distance (const KindredVisionFace *a, const KindredVisionFace *b)
{
  double sum = 0;

  for (int i = 0; i < KINDRED_VISION_EMBEDDING_SIZE; i++)
    sum += pow (a->embedding[i] - b->embedding[i], 2);

  return sqrt (sum);
}

JsonObject *
vision_fixture_load_truth (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "truth.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_file (parser, path, NULL))
    return NULL;

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

const char *
vision_fixture_match (JsonObject *truth, const char *name, const KindredVisionFace *face, GHashTable *taken)
{
  double cx = face->x + face->width / 2, cy = face->y + face->height / 2, nearest = INFINITY;
  JsonArray *list = json_object_has_member (truth, name) ? json_object_get_array_member (truth, name) : NULL;
  JsonObject *best = NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *one = json_array_get_object_element (list, i);
      JsonArray *box = json_object_get_array_member (one, "box");
      double x = json_array_get_double_element (box, 0), y = json_array_get_double_element (box, 1);
      double width = json_array_get_double_element (box, 2), height = json_array_get_double_element (box, 3);
      double distance = hypot (cx - x - width / 2, cy - y - height / 2);

      if (cx < x || cx > x + width || cy < y || cy > y + height || distance >= nearest
          || g_hash_table_contains (taken, one))
        continue;
      nearest = distance;
      best = one;
    }

  if (best == NULL)
    return NULL;
  g_hash_table_add (taken, best);

  return json_object_get_string_member (best, "person");
}
