/* kindred-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-table.h"

#define GAP 2

struct _KindredTable
{
  GPtrArray *headings;
  GPtrArray *cells; /* row by row */
};

KindredTable *
kindred_table_new (const char *first_heading, ...)
{
  KindredTable *self = g_new0 (KindredTable, 1);
  va_list headings;

  self->headings = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);

  va_start (headings, first_heading);
  for (const char *heading = first_heading; heading != NULL; heading = va_arg (headings, const char *))
    g_ptr_array_add (self->headings, g_strdup (heading));
  va_end (headings);

  return self;
}

void
kindred_table_free (KindredTable *self)
{
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self);
}

void
kindred_table_add (KindredTable *self, ...)
{
  va_list cells;

  va_start (cells, self);
  for (guint i = 0; i < self->headings->len; i++)
    g_ptr_array_add (self->cells, va_arg (cells, char *));
  va_end (cells);
}

/* Columns of a terminal, not characters: names come in all scripts. */
static int
measure (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

static gboolean
is_right_aligned (KindredTable *self, guint column)
{
  return *(const char *) self->headings->pdata[column] == '>';
}

static void
append_cell (KindredTable *self, GString *line, guint column, const char *text, int width)
{
  int padding = width - measure (text);

  if (is_right_aligned (self, column))
    g_string_append_printf (line, "%*s", padding, "");

  g_string_append (line, text);

  if (column + 1 < self->headings->len)
    g_string_append_printf (line, "%*s", GAP + (is_right_aligned (self, column) ? 0 : padding), "");
}

static void
print_line (GString *line)
{
  g_print ("%s\n", g_strchomp (line->str));
}

void
kindred_table_print (KindredTable *self)
{
  guint n = self->headings->len;
  g_autofree int *widths = g_new0 (int, n);
  g_autoptr (GString) line = g_string_new (NULL);

  if (self->cells->len == 0)
    return;

  for (guint i = 0; i < n; i++)
    widths[i] = measure ((const char *) self->headings->pdata[i] + is_right_aligned (self, i));
  for (guint i = 0; i < self->cells->len; i++)
    widths[i % n] = MAX (widths[i % n], measure (self->cells->pdata[i]));

  for (guint i = 0; i < n; i++)
    append_cell (self, line, i, (const char *) self->headings->pdata[i] + is_right_aligned (self, i), widths[i]);
  print_line (line);

  for (guint i = 0; i < self->cells->len; i += n)
    {
      g_string_truncate (line, 0);
      for (guint j = 0; j < n; j++)
        append_cell (self, line, j, self->cells->pdata[i + j], widths[j]);
      print_line (line);
    }
}
