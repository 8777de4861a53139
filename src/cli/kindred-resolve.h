/* kindred-resolve.h - from what was typed to what the library knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-cli.h"

G_BEGIN_DECLS

/* An argument as UTF-8, whatever the terminal's encoding. */
char *kindred_resolve_text (const char *argument, GError **error);

/* A positive number.  @what is "face", say, for the message. */
gboolean kindred_resolve_id (const char *argument, const char *what, gint64 *id, GError **error);

/* Numbers of faces.  Returns: (transfer full) (element-type gint64) */
GArray *kindred_resolve_faces (const char *const *args, int n_args, GError **error);

/* Everybody, hidden people too.  Returns: (transfer full) (element-type KindredPersonRecord) */
GPtrArray *kindred_resolve_list_people (KindredCli *cli, GError **error);

/* An identifier, or the exact name of exactly one person.  Asks the library for its people. */
gboolean kindred_resolve_person (KindredCli *cli, const char *argument, gint64 *id, GError **error);

/* Several of them.  Returns: (transfer full) (element-type gint64) */
GArray *kindred_resolve_people (KindredCli *cli, const char *const *args, int n_args, GError **error);

/* The photo with this file name; relative ones count from the current folder. */
gboolean kindred_resolve_photo (KindredCli *cli, const char *argument, gint64 *id, GError **error);

/* The folder of the library with this name or identifier. */
gboolean kindred_resolve_folder (KindredCli *cli, const char *argument, gint64 *id, GError **error);

/* The same; also one that was removed. */
gboolean kindred_resolve_any_folder (KindredCli *cli, const char *argument, gint64 *id, GError **error);

G_END_DECLS
