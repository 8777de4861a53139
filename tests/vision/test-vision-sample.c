/* test-vision-sample.c - the whole vision stage on the sample pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "vision-fixture.h"

#define N_PEOPLE 12
#define N_FACES 79

/* What the tests ask of the faces of the sample, found once for each detector. */
typedef struct
{
  GArray *faces;     /* KindredVisionFace, of known persons only */
  GPtrArray *people; /* a name for each */
  guint n_extra;
} Found;

static void
found_free (Found *found)
{
  g_array_unref (found->faces);
  g_ptr_array_unref (found->people);
  g_free (found);
}

static void
find_in_photo (KindredVision *vision, JsonObject *truth, const char *name, Found *found)
{
  g_autofree char *path = vision_fixture_get_sample (name);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = vision_fixture_load_image (path, &error);
  g_autofree KindredVisionFace *faces = NULL;
  gsize n_faces;

  g_assert_no_error (error);
  faces = vision_fixture_find_faces (vision, pixbuf, &n_faces);

  for (gsize i = 0; i < n_faces; i++)
    {
      const char *person = vision_fixture_match (truth, name, &faces[i], taken);

      if (person == NULL)
        {
          found->n_extra++;
          continue;
        }
      g_array_append_val (found->faces, faces[i]);
      g_ptr_array_add (found->people, g_strdup (person));
    }
}

static Found *
find_in_sample (const char *detector)
{
  g_autoptr (KindredVision) vision = vision_fixture_new_vision (detector, "compact-1");
  g_autofree char *folder = vision_fixture_get_sample ("");
  g_autoptr (JsonObject) truth = vision_fixture_load_truth (folder);
  g_autoptr (GList) names = NULL;
  Found *found;

  if (vision == NULL)
    return NULL;

  g_assert_nonnull (truth);
  g_assert_cmpstr (kindred_vision_get_detector (vision), ==, detector);
  g_assert_cmpstr (kindred_vision_get_encoder (vision), ==, "compact-1");

  found = g_new0 (Found, 1);
  found->faces = g_array_new (FALSE, FALSE, sizeof (KindredVisionFace));
  found->people = g_ptr_array_new_with_free_func (g_free);
  names = json_object_get_members (truth);
  for (GList *l = names; l != NULL; l = l->next)
    find_in_photo (vision, truth, l->data, found);

  return found;
}

static void
check_people (const Found *found)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < found->people->len; i++)
    g_hash_table_add (people, found->people->pdata[i]);

  g_assert_cmpuint (g_hash_table_size (people), ==, N_PEOPLE);
  g_assert_cmpuint (found->faces->len, ==, N_FACES);
  g_assert_cmpuint (found->n_extra, ==, 0);
}

static void
check_face (const KindredVisionFace *face)
{
  const KindredVisionPoint *p = face->points;

  for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
    {
      /* The HOG detector's box may end above a mouth that is open. */
      g_assert_cmpfloat (p[i].x, >, face->x);
      g_assert_cmpfloat (p[i].x, <, face->x + face->width);
      g_assert_cmpfloat (p[i].y, >, face->y);
      g_assert_cmpfloat (p[i].y, <, face->y + face->height * 1.1f);
    }

  /* Left of right, eyes over nose over mouth: the faces of the sample are upright. */
  g_assert_cmpfloat (p[0].x, <, p[1].x);
  g_assert_cmpfloat (p[3].x, <, p[4].x);
  g_assert_cmpfloat (MAX (p[0].y, p[1].y), <, p[2].y);
  g_assert_cmpfloat (p[2].y, <, MIN (p[3].y, p[4].y));

  g_assert_cmpfloat (ABS (face->roll), <, 30);
  g_assert_cmpfloat (ABS (face->yaw), <=, 1);
  g_assert_cmpfloat (ABS (face->pitch), <=, 1);
  g_assert_cmpfloat (face->sharpness, >, 0);
  g_assert_cmpfloat (face->quality, >, 0.2f);
  g_assert_cmpfloat (face->quality, <=, 1);
}

/* MODEL_CARD.md: every embedding of compact-1 has this length. */
static void
check_length (const KindredVisionFace *face)
{
  const KindredVisionFace origin = { 0 };

  g_assert_cmpfloat_with_epsilon (vision_fixture_distance (face, &origin), 0.4787, 1e-4);
}

/* Of all pairs, those of the same person are nearer than those of two, but for a few. */
static void
check_distances (const Found *found)
{
  guint n_same = 0, n_same_near = 0, n_different = 0, n_different_near = 0;
  double same = 0, different = 0;

  for (guint i = 0; i < found->faces->len; i++)
    for (guint j = 0; j < i; j++)
      {
        double distance = vision_fixture_distance (&g_array_index (found->faces, KindredVisionFace, i),
                                                   &g_array_index (found->faces, KindredVisionFace, j));

        if (g_str_equal (found->people->pdata[i], found->people->pdata[j]))
          {
            same += distance;
            n_same_near += distance < 0.5;
            n_same++;
          }
        else
          {
            different += distance;
            n_different_near += distance < 0.5;
            n_different++;
          }
      }

  g_test_message ("same %.3f in the mean, %u of %u under 0.5; different %.3f, %u of %u", same / n_same, n_same_near,
                  n_same, different / n_different, n_different_near, n_different);
  g_assert_cmpfloat (same / n_same + 0.15, <, different / n_different);
  g_assert_cmpuint (n_same_near * 100, >=, n_same * 95);
  g_assert_cmpuint (n_different_near * 100, <=, n_different * 1);
}

static void
test_sample (gconstpointer detector)
{
  Found *found = find_in_sample (detector);

  if (found == NULL)
    return;

  check_people (found);
  for (guint i = 0; i < found->faces->len; i++)
    {
      check_face (&g_array_index (found->faces, KindredVisionFace, i));
      check_length (&g_array_index (found->faces, KindredVisionFace, i));
    }
  check_distances (found);
  found_free (found);
}

/* A face is encoded alike from the picture at half the size. */
static void
test_scaled (void)
{
  g_autoptr (KindredVision) vision = vision_fixture_new_vision ("hog", "compact-1");
  g_autofree char *path = vision_fixture_get_sample ("sample-01.jpg");
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = vision_fixture_load_image (path, &error);
  g_autoptr (GdkPixbuf) half = NULL;
  g_autofree KindredVisionFace *faces = NULL;
  KindredVisionImage image;
  gsize n_faces;

  g_assert_no_error (error);
  if (vision == NULL)
    return;

  half = gdk_pixbuf_scale_simple (pixbuf, gdk_pixbuf_get_width (pixbuf) / 2, gdk_pixbuf_get_height (pixbuf) / 2,
                                  GDK_INTERP_BILINEAR);
  faces = vision_fixture_find_faces (vision, pixbuf, &n_faces);
  g_assert_cmpuint (n_faces, ==, 3);

  image = vision_fixture_view (half);
  for (gsize i = 0; i < n_faces; i++)
    {
      KindredVisionFace small = faces[i];

      kindred_vision_face_scale (&small, 0.5f);
      g_assert_cmpfloat_with_epsilon (small.width, faces[i].width / 2, 0.01);
      g_assert_true (kindred_vision_encode (vision, &image, &small, 1, &error));
      g_assert_cmpfloat (vision_fixture_distance (&small, &faces[i]), <, 0.15);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/vision/sample/hog", "hog", test_sample);
  g_test_add_data_func ("/vision/sample/yunet", "yunet", test_sample);
  g_test_add_func ("/vision/sample/scaled", test_scaled);

  return g_test_run ();
}
