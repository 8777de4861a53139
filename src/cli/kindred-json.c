/* kindred-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-json.h"

#include <stdio.h>
#include <string.h>

#include "base/kindred-paths.h"

void
kindred_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
kindred_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
kindred_json_add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

void
kindred_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kindred_json_add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  json_builder_set_member_name (builder, name);
  if (id != 0)
    json_builder_add_int_value (builder, id);
  else
    json_builder_add_null_value (builder);
}

void
kindred_json_add_path (JsonBuilder *builder, const char *name, const char *path)
{
  g_autofree char *shown = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *bytes_name = NULL;

  if (path == NULL || g_utf8_validate (path, -1, NULL))
    {
      kindred_json_add_string (builder, name, path);
      return;
    }

  shown = kindred_paths_display (path);
  bytes = g_base64_encode ((const guchar *) path, strlen (path));
  bytes_name = g_strconcat (name, "_bytes", NULL);
  kindred_json_add_string (builder, name, shown);
  kindred_json_add_string (builder, bytes_name, bytes);
}

/* Not g_print(), which would convert to the terminal's encoding: JSON is UTF-8. */
static void
print_root (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, pretty);

  fputs (text, stdout);
  json_builder_reset (builder);
}

void
kindred_json_print (JsonBuilder *builder)
{
  print_root (builder, TRUE);
  fputc ('\n', stdout);
}

void
kindred_json_list_begin (KindredJsonList *self)
{
  self->builder = json_builder_new ();
  self->has_items = FALSE;
  fputc ('[', stdout);
}

void
kindred_json_list_flush (KindredJsonList *self)
{
  fputs (self->has_items ? ",\n " : "\n ", stdout);
  print_root (self->builder, FALSE);
  self->has_items = TRUE;
}

void
kindred_json_list_end (KindredJsonList *self)
{
  fputs (self->has_items ? "\n]\n" : "]\n", stdout);
  g_clear_object (&self->builder);
}
