/* kindred-session.h - an open library, and what all pages of a window do with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-thumbnail-loader.h"
#include "library/kindred-library.h"
#include "model/kindred-people.h"

G_BEGIN_DECLS

/* How an edit came about. */
typedef enum
{
  KINDRED_CHANGE_DONE,
  KINDRED_CHANGE_UNDONE,
  KINDRED_CHANGE_REDONE,
  KINDRED_CHANGE_ANSWERED, /* done; where it was asked for shows that */
} KindredChange;

/* Pages ask the session for edits and scans; the window listens and tells the user how they went.
 *
 * Signals:
 *  "edited" (KindredChange as guint, const KindredEditRecord *, guint n_edits): after an edit, undo or redo that
 * changed something; @n_edits were undone at once, of which the record is the oldest "failed" (const GError *):
 * something that the user asked for, or that pages show, went wrong "scanned" (const KindredScanResult *): a scan came
 * to its end
 *
 * Properties, read-only: "empty" (gboolean: nothing to show and nothing going on), "loaded" (gboolean: "empty" is
 * known), "editing" (gboolean: an edit, undo or redo was asked for and has not answered; FALSE after "edited"). */

#define KINDRED_TYPE_SESSION (kindred_session_get_type ())
G_DECLARE_FINAL_TYPE (KindredSession, kindred_session, KINDRED, SESSION, GObject)

KindredSession *kindred_session_new (KindredLibrary *library);

KindredLibrary *kindred_session_get_library (KindredSession *self);
KindredPeople *kindred_session_get_people (KindredSession *self);
KindredThumbnailLoader *kindred_session_get_thumbnails (KindredSession *self);
gboolean kindred_session_get_read_only (KindredSession *self);
gboolean kindred_session_get_empty (KindredSession *self);
gboolean kindred_session_get_loaded (KindredSession *self);
gboolean kindred_session_get_editing (KindredSession *self);

/**
 * kindred_session_edit:
 * @edit: (transfer full) (nullable): what a constructor of KindredEdit returned
 * @error: (nullable): and its error, when it returned NULL
 */
void kindred_session_edit (KindredSession *self, KindredEdit *edit, const GError *error);

/* An edit that was made without kindred_session_edit(). */
void kindred_session_report_edit (KindredSession *self, KindredChange change, const KindredEditRecord *record);

void kindred_session_undo (KindredSession *self);
void kindred_session_redo (KindredSession *self);

/* Undoes @edit and all that came after it, if those are @n_expected edits, as the user was told. */
void kindred_session_undo_to (KindredSession *self, gint64 edit, guint n_expected);

/* Takes @edit back, wherever it is in the history: a new edit.  With it go those that depend on it, if they are
 * @n_dependents, as the user was told. */
void kindred_session_revert (KindredSession *self, gint64 edit, guint n_dependents);

/* @files: (element-type GFile): folders and photos to add; NULL to look at all folders again */
void kindred_session_scan (KindredSession *self, GListModel *files);
void kindred_session_scan_path (KindredSession *self, const char *path);

/* The one folder or photo that was given to the last scan, to be shown; NULL when there was none, or several. */
const char *kindred_session_get_scan_name (KindredSession *self);

/* Opens the photo with the program for it. @path: as the file system has it */
void kindred_session_open_photo (KindredSession *self, const char *path);

/* For what pages cannot deal with themselves. */
void kindred_session_report (KindredSession *self, const GError *error);

/* That the person whom a page or a dialog was about is no more. */
void kindred_session_report_gone (KindredSession *self);

G_END_DECLS
