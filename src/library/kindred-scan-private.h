/* kindred-scan-private.h - what the parts of a scan share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-library-private.h"
#include "kindred-scan-batch.h"
#include "kindred-scan-listing.h"
#include "kindred-scan.h"

G_BEGIN_DECLS

struct _KindredScan
{
  GObject parent_instance;

  KindredLibrary *library;
  KindredJob *job;
  gulong state_handler;
  gulong cancelled_handler;

  GPtrArray *tasks; /* return the result */
  GQueue requests;  /* of GStrv: paths not looked at yet */
  gboolean listing;
  GQueue todo;       /* of KindredTodo */
  GHashTable *known; /* ids that are or were in todo */
  guint in_flight;

  KindredScanBatch *batch;
  guint batch_source;
  guint n_writing;

  guint n_ungrouped; /* photos written since the last grouping; 1 at first: a scan that was killed left some */
  gboolean grouping;
  gint64 grouping_started;
  gint64 next_grouping;
  guint grouping_source;

  KindredScanResult *result;
  gint64 started;
  GError *error; /* ends the scan */
  gboolean finished;
};

/* Begins what can be begun by now, or ends the scan; to be called after each step. */
void kindred_scan_advance (KindredScan *self);

/* Ends the scan, when what is under way is done.  @error: (transfer full) */
void kindred_scan_fail (KindredScan *self, GError *error);

/* Gives the analyzers photos, as many as they can take. */
void kindred_scan_feed (KindredScan *self);

/* Writes down now what was analyzed. */
void kindred_scan_flush (KindredScan *self);

G_END_DECLS
