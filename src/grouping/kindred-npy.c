/* kindred-npy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-npy.h"

#include <string.h>
#include <unistd.h>

#include "base/kindred-error.h"
#include "base/kindred-paths.h"

#define MAGIC "\x93NUMPY"
#define MAGIC_SIZE 6

/* NumPy pads headers so that the data begin at a multiple of this. */
#define ALIGNMENT 64

typedef struct
{
  gboolean big_endian;
  gboolean fortran_order;
  gsize item_size; /* 4 or 8 */
  gsize rows;
  gsize columns;
} Header;

static gboolean
fail (GError **error, KindredError code, const char *name, const char *reason)
{
  g_autofree char *shown = kindred_paths_display (name);

  g_set_error (error, KINDRED_ERROR, code, "%s: %s", shown, reason);

  return FALSE;
}

/* ---- header ---- */

/* @text is a Python dictionary, as written by repr(). */
static char *
match (const char *text, const char *pattern, int group)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;

  return g_regex_match (regex, text, 0, &info) ? g_match_info_fetch (info, group) : NULL;
}

#define DESCRIPTION "'descr'\\s*:\\s*'([<>=])f([48])'"
#define ORDER "'fortran_order'\\s*:\\s*(True|False)"
#define SHAPE "'shape'\\s*:\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*\\)"

static gboolean
parse_size (const char *digits, gsize *size)
{
  guint64 value;

  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXSIZE, &value, NULL))
    return FALSE;

  *size = value;

  return TRUE;
}

static const char *
parse_dictionary (const char *text, Header *header)
{
  g_autofree char *endianness = match (text, DESCRIPTION, 1);
  g_autofree char *item_size = match (text, DESCRIPTION, 2);
  g_autofree char *order = match (text, ORDER, 1);
  g_autofree char *rows = match (text, SHAPE, 1);
  g_autofree char *columns = match (text, SHAPE, 2);

  if (endianness == NULL)
    return "its elements are neither float32 nor float64";
  if (order == NULL)
    return "its header does not say the order of elements";
  if (!parse_size (rows, &header->rows) || !parse_size (columns, &header->columns))
    return "it is no two-dimensional matrix";

  header->big_endian = *endianness == '>' || (*endianness == '=' && G_BYTE_ORDER == G_BIG_ENDIAN);
  header->item_size = *item_size == '4' ? 4 : 8;
  header->fortran_order = g_str_equal (order, "True");

  return NULL;
}

/* Returns the reason why it is none, or NULL; @offset is where the data begin. */
static const char *
parse_header (const guint8 *bytes, gsize length, Header *header, gsize *offset)
{
  gsize prefix = MAGIC_SIZE + 4, size;
  g_autofree char *text = NULL;

  if (length < MAGIC_SIZE + 6 || memcmp (bytes, MAGIC, MAGIC_SIZE) != 0)
    return "it is no NumPy file";
  if (bytes[6] < 1 || bytes[6] > 3)
    return "it is of an unknown version of the format";

  size = bytes[8] | (gsize) bytes[9] << 8;
  if (bytes[6] > 1)
    {
      size |= (gsize) bytes[10] << 16 | (gsize) bytes[11] << 24;
      prefix += 2;
    }
  if (size > length - prefix)
    return "its header is cut off";

  *offset = prefix + size;
  text = g_strndup ((const char *) bytes + prefix, size);
  if (!g_utf8_validate (text, -1, NULL))
    return "its header is damaged";

  return parse_dictionary (text, header);
}

/* ---- data ---- */

static float
read_item (const guint8 *item, const Header *header)
{
  if (header->item_size == 4)
    {
      guint32 bits;
      float value;

      memcpy (&bits, item, sizeof bits);
      bits = header->big_endian ? GUINT32_FROM_BE (bits) : GUINT32_FROM_LE (bits);
      memcpy (&value, &bits, sizeof value);

      return value;
    }
  else
    {
      guint64 bits;
      double value;

      memcpy (&bits, item, sizeof bits);
      bits = header->big_endian ? GUINT64_FROM_BE (bits) : GUINT64_FROM_LE (bits);
      memcpy (&value, &bits, sizeof value);

      return (float) value;
    }
}

static void
read_items (const guint8 *items, const Header *header, float *data)
{
  if (header->item_size == sizeof (float) && !header->fortran_order
      && header->big_endian == (G_BYTE_ORDER == G_BIG_ENDIAN))
    {
      memcpy (data, items, header->rows * header->columns * sizeof (float));
      return;
    }

  for (gsize r = 0; r < header->rows; r++)
    for (gsize c = 0; c < header->columns; c++)
      {
        gsize index = header->fortran_order ? c * header->rows + r : r * header->columns + c;

        data[r * header->columns + c] = read_item (items + index * header->item_size, header);
      }
}

/* Where memory is promised without limit, an allocation that succeeds says nothing. */
static float *
allocate (gsize n)
{
  gsize memory = (gsize) sysconf (_SC_PHYS_PAGES) * (gsize) sysconf (_SC_PAGESIZE);

  return n < memory / sizeof (float) ? g_try_new (float, MAX (n, 1)) : NULL;
}

gboolean
kindred_npy_parse (const guint8 *bytes, gsize length, const char *name, float **data, gsize *rows, gsize *columns,
                   GError **error)
{
  Header header = { 0 };
  gsize offset = 0, n, size;
  const char *reason = parse_header (bytes, length, &header, &offset);

  if (reason != NULL)
    return fail (error, KINDRED_ERROR_INVALID_ARGUMENT, name, reason);

  if (!g_size_checked_mul (&n, header.rows, header.columns) || !g_size_checked_mul (&size, n, header.item_size)
      || size > length - offset)
    return fail (error, KINDRED_ERROR_INVALID_ARGUMENT, name, "it is shorter than its header says");

  *data = allocate (n);
  if (*data == NULL)
    return fail (error, KINDRED_ERROR_TOO_LARGE, name, "there is not enough memory for it");

  read_items (bytes + offset, &header, *data);
  *rows = header.rows;
  *columns = header.columns;

  return TRUE;
}

gboolean
kindred_npy_read (const char *path, float **data, gsize *rows, gsize *columns, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GMappedFile) file = NULL;

  g_return_val_if_fail (path != NULL && data != NULL && rows != NULL && columns != NULL, FALSE);

  file = g_mapped_file_new (path, FALSE, &reason);
  if (file == NULL)
    return fail (error, KINDRED_ERROR_UNREADABLE, path, reason->message);

  return kindred_npy_parse ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file), path,
                            data, rows, columns, error);
}

/* ---- writing ---- */

gboolean
kindred_npy_write_labels (const char *path, const gint64 *labels, gsize n, GError **error)
{
  g_autofree char *dictionary
      = g_strdup_printf ("{'descr': '<i8', 'fortran_order': False, 'shape': (%" G_GSIZE_FORMAT ",), }", n);
  g_autoptr (GByteArray) file = g_byte_array_new ();
  gsize used = MAGIC_SIZE + 4 + strlen (dictionary) + 1;
  gsize padded = (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  guint16 size = padded - MAGIC_SIZE - 4;
  const guint8 version_and_size[] = { 1, 0, size & 0xff, size >> 8 };

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (labels != NULL || n == 0, FALSE);

  g_byte_array_append (file, (const guint8 *) MAGIC, MAGIC_SIZE);
  g_byte_array_append (file, version_and_size, sizeof version_and_size);
  g_byte_array_append (file, (const guint8 *) dictionary, strlen (dictionary));
  for (gsize i = used; i < padded; i++)
    g_byte_array_append (file, (const guint8 *) " ", 1);
  g_byte_array_append (file, (const guint8 *) "\n", 1);

  for (gsize i = 0; i < n; i++)
    {
      gint64 label = GINT64_TO_LE (labels[i]);

      g_byte_array_append (file, (const guint8 *) &label, sizeof label);
    }

  return g_file_set_contents (path, (const char *) file->data, file->len, error);
}
