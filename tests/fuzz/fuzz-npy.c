/* fuzz-npy.c - reads any bytes as a NumPy file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"

#include "grouping/kindred-npy.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autofree float *data = NULL;
  g_autofree float *copy = NULL;
  g_autoptr (GError) error = NULL;
  gsize rows = 0, columns = 0;

  if (!kindred_npy_parse (bytes, length, "fuzz\n.npy", &data, &rows, &columns, &error))
    {
      g_assert_nonnull (error);
      g_assert_null (data);
      return 0;
    }

  /* What it says that it has read is there. */
  g_assert_no_error (error);
  g_assert_cmpuint (rows * columns, <=, length / sizeof (float));
  copy = g_memdup2 (data, rows * columns * sizeof (float));

  return 0;
}
