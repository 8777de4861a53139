/* test-npy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "grouping/kindred-npy.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static GByteArray *
make_file (int version, const char *dictionary, const void *data, gsize size)
{
  GByteArray *file = g_byte_array_new ();
  gsize n = strlen (dictionary);
  const guint8 head[] = { 0x93, 'N', 'U', 'M', 'P', 'Y', version, 0, n & 0xff, n >> 8, 0, 0 };

  g_byte_array_append (file, head, version == 1 ? 10 : 12);
  g_byte_array_append (file, (const guint8 *) dictionary, n);
  g_byte_array_append (file, data, size);

  return file;
}

#define DICTIONARY(descr, fortran, shape) "{'descr': '" descr "', 'fortran_order': " fortran ", 'shape': " shape ", }\n"

static void
assert_counts (GByteArray *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree float *data = NULL;
  gsize rows, columns;

  g_assert_true (kindred_npy_parse (file->data, file->len, "test", &data, &rows, &columns, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rows, ==, 2);
  g_assert_cmpuint (columns, ==, 3);
  for (int i = 0; i < 6; i++)
    g_assert_cmpfloat (data[i], ==, i);

  g_byte_array_unref (file);
}

static void
test_forms (void)
{
  const float plain[] = { 0, 1, 2, 3, 4, 5 };
  const float fortran[] = { 0, 3, 1, 4, 2, 5 };
  const double wide[] = { 0, 1, 2, 3, 4, 5 };
  guint32 swapped[6];

  for (int i = 0; i < 6; i++)
    {
      memcpy (&swapped[i], &plain[i], 4);
      swapped[i] = GUINT32_SWAP_LE_BE (swapped[i]);
    }

  assert_counts (make_file (1, DICTIONARY ("<f4", "False", "(2, 3)"), plain, sizeof plain));
  assert_counts (make_file (2, DICTIONARY ("<f4", "False", "(2, 3)"), plain, sizeof plain));
  assert_counts (make_file (3, DICTIONARY ("<f4", "False", "(2, 3)"), plain, sizeof plain));
  assert_counts (make_file (1, DICTIONARY ("<f4", "True", "(2, 3)"), fortran, sizeof fortran));
  assert_counts (make_file (1, DICTIONARY ("<f8", "False", "(2, 3)"), wide, sizeof wide));
  assert_counts (make_file (1, DICTIONARY (">f4", "False", "(2, 3)"), swapped, sizeof swapped));
}

static void
assert_refused (GByteArray *file)
{
  g_autoptr (GError) error = NULL;
  float *data = NULL;
  gsize rows, columns;

  g_assert_false (kindred_npy_parse (file->data, file->len, "a\nb.npy", &data, &rows, &columns, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
  g_assert_null (strchr (error->message, '\n'));
  g_byte_array_unref (file);
}

static void
test_refused (void)
{
  const float few[] = { 0, 1 };

  assert_refused (make_file (1, DICTIONARY ("<i4", "False", "(1, 2)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f2", "False", "(1, 2)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "False", "(2,)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "False", "(1, 1, 2)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "False", "(1, 3)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "False", "(-1, 2)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "False", "(4294967296, 4294967296)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "False", "(99999999999999999999, 1)"), few, sizeof few));
  assert_refused (make_file (1, DICTIONARY ("<f4", "Maybe", "(1, 2)"), few, sizeof few));
  assert_refused (make_file (4, DICTIONARY ("<f4", "False", "(1, 2)"), few, sizeof few));
  assert_refused (make_file (1, "{'descr': '<f4\xff', ", few, sizeof few));
  assert_refused (make_file (1, "", "", 0));
}

static void
test_empty (void)
{
  g_autoptr (GByteArray) file = make_file (1, DICTIONARY ("<f4", "False", "(0, 128)"), "", 0);
  g_autofree float *data = NULL;
  gsize rows, columns;

  g_assert_true (kindred_npy_parse (file->data, file->len, "test", &data, &rows, &columns, NULL));
  g_assert_cmpuint (rows, ==, 0);
  g_assert_cmpuint (columns, ==, 128);
}

/* Whatever is cut off or changed, it is an answer or an error, never a crash. */
static void
test_damaged (void)
{
  const float plain[] = { 0, 1, 2, 3, 4, 5 };
  g_autoptr (GByteArray) file = make_file (1, DICTIONARY ("<f4", "False", "(2, 3)"), plain, sizeof plain);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint n_refused = 0;

  for (guint round = 0; round < 5000; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (file->data, file->len);
      g_autoptr (GError) error = NULL;
      g_autofree float *data = NULL;
      gsize length = g_rand_boolean (rand) ? file->len : (gsize) g_rand_int_range (rand, 0, file->len);
      gsize rows, columns;

      copy[g_rand_int_range (rand, 0, file->len)] = g_rand_int_range (rand, 0, 256);
      if (!kindred_npy_parse (copy, length, "test", &data, &rows, &columns, &error))
        {
          g_assert_nonnull (error);
          n_refused++;
        }
      else
        g_assert_cmpuint (rows * columns * 4, <=, length);
    }

  g_assert_cmpuint (n_refused, >, 1000);
}

/* Of a new, empty file, to be removed. */
static char *
make_path (void)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp ("kindred-XXXXXX.npy", &path, &error);

  g_assert_no_error (error);
  close (fd);

  return path;
}

static void
test_write (void)
{
  const gint64 labels[] = { -1, 0, 1234567890123 };
  g_autofree char *path = make_path ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;
  gint64 last;

  g_assert_true (kindred_npy_write_labels (path, labels, 3, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_cmpuint (length % 8, ==, 0);
  g_assert_cmpuint ((length - 24) % 64, ==, 0);
  g_assert_nonnull (strstr (contents + 10, "'shape': (3,)"));
  memcpy (&last, contents + length - 8, 8);
  g_assert_cmpint (GINT64_FROM_LE (last), ==, labels[2]);
  g_remove (path);
}

/* A terabyte, nearly all of it a hole. */
static void
test_larger_than_memory (void)
{
  const gint64 rows = G_GINT64_CONSTANT (1) << 31;
  g_autofree char *path = make_path ();
  g_autoptr (GByteArray) head = make_file (1, DICTIONARY ("<f4", "False", "(2147483648, 128)"), "", 0);
  g_autoptr (GError) error = NULL;
  float *data = NULL;
  gsize n_rows, columns;

  g_assert_true (g_file_set_contents (path, (const char *) head->data, head->len, NULL));
  if (truncate (path, head->len + rows * 128 * 4) != 0)
    g_test_skip ("no file can be that large here");
  else
    {
      g_assert_false (kindred_npy_read (path, &data, &n_rows, &columns, &error));
      g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
    }
  g_remove (path);
}

static void
test_unreadable (void)
{
  g_autofree char *path = make_path ();
  const char *const paths[] = { path, g_get_tmp_dir () };

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      float *data = NULL;
      gsize rows, columns;

      g_assert_false (kindred_npy_read (paths[i], &data, &rows, &columns, &error));
      g_assert_true (error != NULL && error->domain == KINDRED_ERROR);
    }
  g_remove (path);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  float *data;
  gsize rows, columns;

  g_assert_false (kindred_npy_read ("/nonexistent.npy", &data, &rows, &columns, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "/nonexistent.npy"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/npy/forms", test_forms);
  g_test_add_func ("/npy/refused", test_refused);
  g_test_add_func ("/npy/empty", test_empty);
  g_test_add_func ("/npy/damaged", test_damaged);
  g_test_add_func ("/npy/write", test_write);
  g_test_add_func ("/npy/larger-than-memory", test_larger_than_memory);
  g_test_add_func ("/npy/unreadable", test_unreadable);
  g_test_add_func ("/npy/missing", test_missing);

  return g_test_run ();
}
