/* kindred-session-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-session.h"

G_BEGIN_DECLS

struct _KindredSession
{
  GObject parent_instance;

  KindredLibrary *library;
  KindredPeople *people;
  KindredThumbnailLoader *thumbnails;
  guint n_folders;
  gboolean folders_loaded;
  gboolean empty;
  gboolean loaded;
  char *scan_name;
  guint n_editing; /* edits, undoing and redoing under way */
};

/* For "editing": each edit that was asked for begins, and ends after "edited". */
void kindred_session_begin_edit (KindredSession *self);
void kindred_session_end_edit (KindredSession *self);

void kindred_session_emit_edited (KindredSession *self, KindredChange change, const KindredEditRecord *record,
                                  guint n_edits);

G_END_DECLS
