/* kindred-vision-embed.c - detect and encode the faces of a folder, for trials of detectors and of grouping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writes a matrix of embeddings for NumPy and a list of faces, row by row, with all that is known of
 * them.  The true person comes from the folder's truth.json, else from the subfolder's name. */

#include "base/kindred-paths.h"
#include "vision-fixture.h"

#include <locale.h>
#include <math.h>
#include <string.h>
#include <time.h>

static char *detector;
static char *encoder;
static int max_edge;

static const GOptionEntry entries[] = {
  { "detector", 'd', 0, G_OPTION_ARG_STRING, &detector, "hog or yunet", "NAME" },
  { "encoder", 'e', 0, G_OPTION_ARG_STRING, &encoder, "compact-1 or dlib-resnet-1", "NAME" },
  { "edge", 'l', 0, G_OPTION_ARG_INT, &max_edge, "Detect in pictures of at most this longer edge", "PIXELS" },
  { NULL },
};

typedef struct
{
  KindredVision *vision;
  JsonObject *truth;
  GArray *embeddings;
  JsonArray *faces;
  guint n_photos;
  guint n_true;
  guint n_found;
  double detecting; /* ms of processor time */
  double encoding;
} Run;

static void
add_face (Run *run, const char *photo, GdkPixbuf *pixbuf, const KindredVisionFace *face, const char *person)
{
  JsonArray *points = json_array_new ();
  JsonObject *object = json_object_new ();
  const struct
  {
    const char *name;
    double value;
  } numbers[] = {
    { "image_width", gdk_pixbuf_get_width (pixbuf) },
    { "image_height", gdk_pixbuf_get_height (pixbuf) },
    { "x", face->x },
    { "y", face->y },
    { "width", face->width },
    { "height", face->height },
    { "score", face->score },
    { "sharpness", face->sharpness },
    { "yaw", face->yaw },
    { "pitch", face->pitch },
    { "roll", face->roll },
    { "quality", face->quality },
  };

  json_object_set_string_member (object, "photo", photo);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_double_member (object, numbers[i].name, numbers[i].value);
  for (int i = 0; i < KINDRED_VISION_N_POINTS; i++)
    {
      json_array_add_double_element (points, face->points[i].x);
      json_array_add_double_element (points, face->points[i].y);
    }
  json_object_set_array_member (object, "points", points);
  if (person != NULL)
    json_object_set_string_member (object, "person", person);
  else
    json_object_set_null_member (object, "person");

  json_array_add_object_element (run->faces, object);
  g_array_append_vals (run->embeddings, face->embedding, KINDRED_VISION_EMBEDDING_SIZE);
  run->n_found += person != NULL;
}

static GdkPixbuf *
reduce (GdkPixbuf *pixbuf, double *scale)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);

  *scale = max_edge > 0 ? MAX (1, (double) MAX (width, height) / max_edge) : 1;
  if (*scale == 1)
    return g_object_ref (pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf, lround (width / *scale), lround (height / *scale), GDK_INTERP_BILINEAR);
}

static double
processor_time (void)
{
  return clock () * 1000. / CLOCKS_PER_SEC;
}

static KindredVisionFace *
find_faces (Run *run, GdkPixbuf *pixbuf, gsize *n_faces, GError **error)
{
  double scale;
  g_autoptr (GdkPixbuf) reduced = reduce (pixbuf, &scale);
  g_autofree KindredVisionFace *faces = NULL;
  KindredVisionImage small = vision_fixture_view (reduced), image = vision_fixture_view (pixbuf);
  double start = processor_time ();

  if (!kindred_vision_detect (run->vision, &small, &faces, n_faces, error))
    return NULL;
  run->detecting += processor_time () - start;

  for (gsize i = 0; i < *n_faces; i++)
    kindred_vision_face_scale (&faces[i], scale);

  start = processor_time ();
  if (!kindred_vision_encode (run->vision, &image, faces, *n_faces, error))
    return NULL;
  run->encoding += processor_time () - start;

  return g_steal_pointer (&faces);
}

static void
add_photo (Run *run, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (name);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = vision_fixture_load_image (path, &error);
  g_autofree KindredVisionFace *faces = NULL;
  gsize n_faces = 0;

  if (pixbuf != NULL)
    faces = find_faces (run, pixbuf, &n_faces, &error);
  if (error != NULL)
    {
      g_printerr ("%s: %s\n", path, error->message);
      return;
    }

  run->n_photos++;
  if (run->truth != NULL && json_object_has_member (run->truth, name))
    run->n_true += json_array_get_length (json_object_get_array_member (run->truth, name));

  for (gsize i = 0; i < n_faces; i++)
    {
      const char *person = NULL;

      if (run->truth != NULL)
        person = vision_fixture_match (run->truth, name, &faces[i], taken);
      else if (!g_str_equal (parent, "."))
        person = parent;
      add_face (run, name, pixbuf, &faces[i], person);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_folder (Run *run, const char *top, const char *below)
{
  g_autofree char *folder = g_build_filename (top, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (top, names->pdata[i], NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (run, top, names->pdata[i]);
      else if (gdk_pixbuf_get_file_info (path, NULL, NULL) != NULL)
        add_photo (run, top, names->pdata[i]);
    }
}

/* NumPy's format 1.0: magic, length of the header, header padded to 64 bytes, rows. */
static gboolean
write_matrix (GArray *embeddings, const char *path, GError **error)
{
  g_autofree char *shape
      = g_strdup_printf ("{'descr': '<f4', 'fortran_order': False, 'shape': (%u, %d), }",
                         embeddings->len / KINDRED_VISION_EMBEDDING_SIZE, KINDRED_VISION_EMBEDDING_SIZE);
  gsize size = (10 + strlen (shape) + 1 + 63) / 64 * 64 - 10;
  g_autoptr (GString) file = g_string_new_len ("\x93NUMPY\x01\x00", 8);

  g_string_append_c (file, size & 0xff);
  g_string_append_c (file, size >> 8);
  g_string_append_printf (file, "%-*s\n", (int) size - 1, shape);
  g_string_append_len (file, embeddings->data, embeddings->len * sizeof (float));

  return g_file_set_contents (path, file->str, file->len, error);
}

static gboolean
write_faces (JsonArray *faces, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), faces);
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_file (generator, path, error);
}

static void
print_summary (const Run *run, const char *folder)
{
  guint n_faces = json_array_get_length (run->faces);

  g_print ("%s %s %s: %u photos, %u faces", folder, kindred_vision_get_detector (run->vision),
           kindred_vision_get_encoder (run->vision), run->n_photos, n_faces);
  if (run->truth != NULL)
    g_print (", found %u of %u (%.2f %%), extra %u", run->n_found, run->n_true,
             100. * run->n_found / MAX (run->n_true, 1), n_faces - run->n_found);
  g_print ("; %.1f ms to detect, %.1f ms to encode a face\n", run->detecting / MAX (run->n_photos, 1),
           run->encoding / MAX (n_faces, 1));
}

static gboolean
run_on (Run *run, char **args, GError **error)
{
  g_auto (GStrv) dirs = kindred_paths_get_model_dirs ();

  run->vision = kindred_vision_new ((const char *const *) dirs, detector, encoder, error);
  if (run->vision == NULL)
    return FALSE;

  run->truth = vision_fixture_load_truth (args[1]);
  add_folder (run, args[1], "");
  print_summary (run, args[1]);

  return write_matrix (run->embeddings, args[2], error) && write_faces (run->faces, args[3], error);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER EMBEDDINGS.npy FACES.json");
  g_autoptr (GError) error = NULL;
  Run run = { NULL };
  gboolean done;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 4)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Three arguments are wanted: see --help");
      return 2;
    }

  run.embeddings = g_array_new (FALSE, FALSE, sizeof (float));
  run.faces = json_array_new ();
  done = run_on (&run, argv, &error);
  if (!done)
    g_printerr ("%s\n", error->message);

  g_clear_pointer (&run.vision, kindred_vision_free);
  g_clear_pointer (&run.truth, json_object_unref);
  json_array_unref (run.faces);
  g_array_unref (run.embeddings);

  return done ? 0 : 3;
}
