/* kindred-failures-dialog.h - files that could not be read, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_FAILURES_DIALOG (kindred_failures_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KindredFailuresDialog, kindred_failures_dialog, KINDRED, FAILURES_DIALOG, AdwWindow)

/* What failed at the last or an earlier scan, and has not changed since. */
GtkWidget *kindred_failures_dialog_new (KindredSession *session);

G_END_DECLS
