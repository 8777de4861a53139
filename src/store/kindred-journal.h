/* kindred-journal.h - edits as rows: what they changed, and how that is done and undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-store-private.h"

G_BEGIN_DECLS

/* An edit is written down before it happens: for each row that it changes, the row before and
 * after (edit_faces, edit_persons, edit_rejections, edit_answers, edit_folders).  Making it happen, undoing and
 * redoing are then one and the same: taking the rows to one side or the other.  docs/database.md
 * has the rules for rows that the program has changed or deleted meanwhile.
 *
 * All functions are called inside a transaction. */

/* Opens an edit: those that were undone are forgotten. */
gboolean kindred_journal_begin (KindredStore *self, KindredEditKind kind, gint64 *edit, GError **error);

/* Writes @person down as it is, to be changed by statements on edit_persons. */
gboolean kindred_journal_touch_person (KindredStore *self, gint64 edit, gint64 person, GError **error);

/* A new person: the row is there at once, but gets its name when the edit is applied. */
gboolean kindred_journal_create_person (KindredStore *self, gint64 edit, const char *name, gint64 *person,
                                        GError **error);

/* What follows from the changes of faces written down so far: persons that lose their cover or
 * their last face, rejections that they contradict. */
gboolean kindred_journal_add_consequences (KindredStore *self, gint64 edit, GError **error);

/* Leaves out what stays the same; @changed: whether anything is left. */
gboolean kindred_journal_prune (KindredStore *self, gint64 edit, gboolean *changed, GError **error);

/* Takes the rows to what they are after (@forward) or before the edit.  KINDRED_ERROR_CONFLICT if
 * that would lose a decision made since. */
gboolean kindred_journal_apply (KindredStore *self, gint64 edit, gboolean forward, GError **error);

/* Fills in how many faces and persons were changed, or asked about. */
gboolean kindred_journal_count (KindredStore *self, gint64 edit, GError **error);
gboolean kindred_journal_count_answer (KindredStore *self, gint64 edit, gboolean of_face, GError **error);
gboolean kindred_journal_count_split (KindredStore *self, gint64 edit, GError **error);
/* KINDRED_ERROR_NOT_FOUND if there is none. */
gboolean kindred_journal_read (KindredStore *self, gint64 edit, KindredEditRecord **record, GError **error);

/* Edits that were taken back out of order and not brought back. (element-type gint64) */
GHashTable *kindred_journal_list_reverted (KindredStore *self, GError **error);

/* KINDRED_ERROR_NEWER_LIBRARY if this program does not know what @edit is. */
gboolean kindred_journal_check_kind (KindredStore *self, gint64 edit, GError **error);
/* Makes @record's person one that exists, or 0. */
gboolean kindred_journal_find_person (KindredStore *self, KindredEditRecord *record, GError **error);
/* Touches all persons that the edit @other changed. */
gboolean kindred_journal_touch_persons_of (KindredStore *self, gint64 edit, gint64 other, GError **error);

/* ---- a regrouping, which is written down while it happens ---- */

/* @person was made by it. */
gboolean kindred_journal_mark_created (KindredStore *self, gint64 edit, gint64 person, GError **error);
/* Writes down what was answered about @person, should it go. */
gboolean kindred_journal_touch_answers (KindredStore *self, gint64 edit, gint64 person, GError **error);
/* Persons touched before that are gone now, and with them what was answered about them. */
gboolean kindred_journal_mark_gone (KindredStore *self, gint64 edit, GError **error);
gboolean kindred_journal_add_move (KindredStore *self, gint64 edit, gint64 face, gint64 old_person, gint64 new_person,
                                   GError **error);

G_END_DECLS
