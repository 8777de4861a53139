/* test-headers.c - the parsers of file headers, with damaged files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "imaging/kindred-exif-block.h"
#include "imaging/kindred-exif.h"
#include "imaging/kindred-heif.h"
#include "imaging/kindred-image-complete.h"
#include "imaging/kindred-image-format.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define N_MUTATIONS 50 /* per file */
#define HEADER 700     /* where most of what is parsed is */

static void
parse (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredPhotoFile) file = kindred_photo_file_open (path, G_MAXINT64, &error);
  g_autoptr (KindredPhotoInfo) info = kindred_photo_info_new ();

  g_assert_no_error (error);
  /* Every parser, whatever the file says that it is. */
  for (int format = KINDRED_IMAGE_JPEG; format <= KINDRED_IMAGE_AVIF; format++)
    {
      g_autoptr (GBytes) block = kindred_exif_block_read (file, format);
      guint64 width, height;

      kindred_image_format_read_size (format, file, &width, &height);
      kindred_image_check_complete (file, format, NULL);
      if (block != NULL)
        kindred_exif_parse (block, info);

      g_assert_cmpint (info->orientation, >=, 1);
      g_assert_cmpint (info->orientation, <=, 8);
      g_assert_true (isfinite (info->latitude) && fabs (info->latitude) <= 90);
      g_assert_true (isfinite (info->longitude) && fabs (info->longitude) <= 180);
      g_assert_true (info->camera == NULL || g_utf8_validate (info->camera, -1, NULL));
    }
}

static void
mutate (GRand *random, guint8 *data, gsize *size)
{
  guint n_changes = g_rand_int_range (random, 1, 5);

  for (guint i = 0; i < n_changes; i++)
    {
      guint8 *at = data + g_rand_int_range (random, 0, MIN (*size, HEADER));

      /* Extremes break more than chance. */
      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          *at = 0xFF;
          break;
        case 1:
          *at = 0;
          break;
        default:
          *at = g_rand_int (random);
          break;
        }
    }
  if (g_rand_int_range (random, 0, 4) == 0)
    *size = g_rand_int_range (random, 1, *size + 1);
}

static void
test_mutated (gconstpointer name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "data", "pictures", name, NULL);
  g_autofree char *mutated_path = NULL;
  g_autofree char *original = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GError) error = NULL;
  gsize original_size;
  int fd = g_file_open_tmp ("kindred-headers-XXXXXX", &mutated_path, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &original, &original_size, &error));

  for (int i = 0; i < N_MUTATIONS; i++)
    {
      g_autofree guint8 *data = g_memdup2 (original, original_size);
      gsize size = original_size;

      mutate (random, data, &size);
      g_assert_cmpint (ftruncate (fd, 0), ==, 0);
      g_assert_cmpint (pwrite (fd, data, size, 0), ==, (gssize) size);
      parse (mutated_path);
    }

  close (fd);
  g_remove (mutated_path);
}

static void
test_heif (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "tests", "data", "pictures", "metadata.heic", NULL);
  g_autoptr (KindredPhotoFile) file = kindred_photo_file_open (path, G_MAXINT64, NULL);
  guint8 head[4];
  guint64 offset, size, width, height;

  g_assert_true (kindred_heif_find_exif (file, &offset, &size));
  g_assert_cmpint (kindred_photo_file_read (file, offset, head, sizeof head, NULL), ==, sizeof head);
  g_assert_true (memcmp (head, "II*", 4) == 0 || memcmp (head, "MM\0*", 4) == 0);

  /* The coded picture is padded to whole blocks. */
  kindred_heif_read_size (file, &width, &height);
  g_assert_cmpuint (width, >=, 48);
  g_assert_cmpuint (height, >=, 32);
}

static void
test_sniff (void)
{
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "", 0), ==, KINDRED_IMAGE_UNKNOWN);
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "\xFF\xD8", 2), ==, KINDRED_IMAGE_UNKNOWN);
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "\xFF\xD8\xFF", 3), ==, KINDRED_IMAGE_JPEG);
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "RIFF....WAVE", 12), ==, KINDRED_IMAGE_UNKNOWN);
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "\0\0\0\x18"
                                                                "ftypmp42\0\0\0\0mp42isom",
                                               24),
                   ==, KINDRED_IMAGE_UNKNOWN);
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "\0\0\0\x18"
                                                                "ftypmif1\0\0\0\0mif1avif",
                                               24),
                   ==, KINDRED_IMAGE_AVIF);
  g_assert_cmpint (kindred_image_format_sniff ((const guint8 *) "\0\0\0\x18"
                                                                "ftypheic\0\0\0\0mif1heic",
                                               24),
                   ==, KINDRED_IMAGE_HEIC);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/headers/heif", test_heif);
  g_test_add_func ("/headers/sniff", test_sniff);
  g_test_add_data_func ("/headers/mutated/jpeg", "metadata.jpg", test_mutated);
  g_test_add_data_func ("/headers/mutated/png", "metadata.png", test_mutated);
  g_test_add_data_func ("/headers/mutated/webp", "metadata.webp", test_mutated);
  g_test_add_data_func ("/headers/mutated/tiff", "metadata.tiff", test_mutated);
  g_test_add_data_func ("/headers/mutated/heic", "metadata.heic", test_mutated);
  g_test_add_data_func ("/headers/mutated/avif", "metadata.avif", test_mutated);
  g_test_add_data_func ("/headers/mutated/bmp", "plain.bmp", test_mutated);
  g_test_add_data_func ("/headers/mutated/gif", "still.gif", test_mutated);

  return g_test_run ();
}
