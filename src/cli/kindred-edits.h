/* kindred-edits.h - what commands that change people share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "kindred-cli.h"

G_BEGIN_DECLS

/* Applies @edit (transfer full; NULL with @error set already does nothing) and prints what was done. */
KindredExit kindred_edits_apply (KindredCli *cli, KindredEdit *edit, GError **error);

/* Prints what was done, undone or redone; "nothing" for a record without id. */
void kindred_edits_print (KindredCli *cli, const KindredEditRecord *record);

/* The members of the object that @builder is in. */
void kindred_edits_add_json (JsonBuilder *builder, const KindredEditRecord *record);

G_END_DECLS
