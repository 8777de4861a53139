/* kindred-store-private.h - shared by the parts of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-database.h"
#include "kindred-store.h"

G_BEGIN_DECLS

struct _KindredStore
{
  KindredDatabase *database;
  char *library_id;
};

/* A row of photos "p" that is there: its file is, and its folder is in the library. */
#define KINDRED_PHOTO_IS_THERE "p.missing = 0 AND p.folder NOT IN (SELECT id FROM folders WHERE removed = 1)"

/* person_answers, face_answers, edit_answers; 0 is none. */
#define KINDRED_STORED_DIFFERENT 1
#define KINDRED_STORED_SKIPPED 2

typedef enum
{
  KINDRED_THING_FOLDER,
  KINDRED_THING_PHOTO,
  KINDRED_THING_FACE,
  KINDRED_THING_PERSON,
  KINDRED_THING_EDIT,
} KindredThing;

/* Photos below @folder's path become its own, and folders in there cease to be.  @if_inner: only if there are
 * such folders, which is quicker to find out. */
gboolean kindred_store_absorb_folders (KindredStore *self, gint64 folder, gboolean if_inner, GError **error);

/* KindredFolderRecords of a query for their id, path, offline, n_photos. */
GPtrArray *kindred_store_load_folders (KindredStore *self, const char *sql, GError **error);

/* Fills the columns of persons in. */
gboolean kindred_store_load_grouping_persons (KindredStore *self, KindredGroupingFaces *faces, GError **error);

/* Deletes @person if neither a face nor a decision of the user is left of it. */
gboolean kindred_store_sweep_person (KindredStore *self, gint64 person, GError **error);

/* Ends what kindred_database_enter() began for an edit: keeps it if it is @done.  One that changes nothing (the id of
 * @written, which is taken, is 0) leaves nothing behind: what was undone can still be redone.  @record: (out)
 * (nullable) */
gboolean kindred_store_leave_edit (KindredStore *self, gboolean done, KindredEditRecord *written,
                                   KindredEditRecord **record, GError **error);

/* After an update by id: KINDRED_ERROR_NOT_FOUND when there was no such row. */
gboolean kindred_store_check_changed (KindredStore *self, KindredThing thing, gint64 id, GError **error);
void kindred_store_set_not_found (KindredThing thing, gint64 id, GError **error);

G_END_DECLS
