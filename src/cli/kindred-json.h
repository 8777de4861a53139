/* kindred-json.h - results for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object that @builder is in. */
void kindred_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void kindred_json_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void kindred_json_add_double (JsonBuilder *builder, const char *name, double value);

/* null for NULL.  @value is UTF-8. */
void kindred_json_add_string (JsonBuilder *builder, const char *name, const char *value);

/* null for 0, which is no identifier. */
void kindred_json_add_id (JsonBuilder *builder, const char *name, gint64 id);

/* A file name is bytes.  Where it is UTF-8 (or NULL: null) it is given as it is; otherwise in a form that can be
 * shown, with a further member @name_bytes, the bytes in Base64. */
void kindred_json_add_path (JsonBuilder *builder, const char *name, const char *path);

/* Prints what @builder has built and resets it. */
void kindred_json_print (JsonBuilder *builder);

/**
 * KindredJsonList:
 * @builder: for the objects: begin one, end it, call kindred_json_list_flush()
 *
 * A list of objects, printed one per line as they come: a big library must not stand in memory as a whole.
 */
typedef struct
{
  JsonBuilder *builder;
  gboolean has_items;
} KindredJsonList;

void kindred_json_list_begin (KindredJsonList *self);
void kindred_json_list_flush (KindredJsonList *self);
void kindred_json_list_end (KindredJsonList *self);

G_END_DECLS
