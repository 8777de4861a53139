/* kindred-scan.h - a running scan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-library.h"

G_BEGIN_DECLS

/* Lists, feeds the analyzers, writes what they say in small commits, and has the faces grouped now and then; all
 * in the library's main context.  There is at most one; further requests join it. */

#define KINDRED_TYPE_SCAN (kindred_scan_get_type ())
G_DECLARE_FINAL_TYPE (KindredScan, kindred_scan, KINDRED, SCAN, GObject)

/* @job is shown as the library's "scan-job". */
KindredScan *kindred_scan_new (KindredLibrary *library, KindredJob *job);

/* Looks at @paths (nullable) and all folders; @task returns a KindredScanResult when the whole scan ends. */
void kindred_scan_add_request (KindredScan *self, const char *const *paths, GTask *task);

G_END_DECLS
