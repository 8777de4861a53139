/* kindred-notes-entry.h - notes on a person, to be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Several lines of text.  What was written is offered when the focus leaves; what is too long is told of, and stays.
 *
 * Signals: "apply" (): what kindred_notes_entry_dup_pending() gives is to be kept. */

#define KINDRED_TYPE_NOTES_ENTRY (kindred_notes_entry_get_type ())
G_DECLARE_FINAL_TYPE (KindredNotesEntry, kindred_notes_entry, KINDRED, NOTES_ENTRY, AdwBin)

/* What is kept now.  @notes: (nullable).  What the user writes at the moment is not touched. */
void kindred_notes_entry_set_notes (KindredNotesEntry *self, const char *notes);

/* What was written and is not kept yet, or NULL; the empty text when the notes are to go.  (transfer full) */
char *kindred_notes_entry_dup_pending (KindredNotesEntry *self);

void kindred_notes_entry_set_editable (KindredNotesEntry *self, gboolean editable);

G_END_DECLS
