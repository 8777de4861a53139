/* kindred-store.h - the library file: one connection to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-edit.h"
#include "kindred-records.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One SQLite connection.  It may be used from one thread at a time; there is one writer per
 * process and any number of readers.  All functions block: never call them in the main thread.
 *
 * Errors, all: KINDRED_ERROR_NOT_A_LIBRARY, _NEWER_LIBRARY, _DAMAGED_LIBRARY, _READ_ONLY, _BUSY,
 * _UNREADABLE (cannot be opened), _FAILED (disk full, ...), each naming the file; G_IO_ERROR_CANCELLED. */

typedef struct _KindredStore KindredStore;

typedef enum
{
  KINDRED_STORE_READ_ONLY = 1 << 0, /* a reader: needs an existing library of this schema */
  KINDRED_STORE_CREATE = 1 << 1,    /* make the file and its folder if there is none */
} KindredStoreFlags;

/* Opens, and as a writer migrates an older schema after backing the file up beside it. A file that
 * is not ours, damaged or newer is left untouched. */
KindredStore *kindred_store_open (const char *path, KindredStoreFlags flags, GError **error);
void kindred_store_close (KindredStore *self);

/* A UUID made with the library: names its cache folder.  Owned by @self. */
const char *kindred_store_get_library_id (KindredStore *self);

/* Changes whenever another connection (of any process) has committed.  -1 on error. */
gint64 kindred_store_get_data_version (KindredStore *self);

/* How long writing waits for another process's writing before KINDRED_ERROR_BUSY: 5000 unless set. */
void kindred_store_set_busy_timeout (KindredStore *self, int milliseconds);

/* Full check: SQLite's integrity and foreign keys, and that what tables say fits together.
 * @findings: (out): one line each, empty when all is well.  FALSE: could not be checked. */
gboolean kindred_store_check (KindredStore *self, GStrv *findings, GCancellable *cancellable, GError **error);

/* A transaction over several of the writing functions below (each is one of its own otherwise).
 * They do not nest. */
gboolean kindred_store_begin (KindredStore *self, GError **error);
gboolean kindred_store_commit (KindredStore *self, GError **error);
void kindred_store_rollback (KindredStore *self);

/* ---- folders ---- */

/* Adds @path, or brings a removed folder back.  A folder inside one of the library, or equal to
 * one, adds nothing and gives that one's id; a folder around others takes their photos over. */
gint64 kindred_store_add_folder (KindredStore *self, const char *path, GError **error);
GPtrArray *kindred_store_list_folders (KindredStore *self, GError **error);
gboolean kindred_store_set_folder_offline (KindredStore *self, gint64 folder, gboolean offline, GError **error);

/* @folder goes if all its photos that are there have moved to other folders; what it knows of missing ones, @new_folder
 * knows then.  @dropped: (out): whether */
gboolean kindred_store_drop_moved_folder (KindredStore *self, gint64 folder, gint64 new_folder, gboolean *dropped,
                                          GError **error);

/* A single file given to `scan` lives in no folder of the library: its photos have this one, id
 * of a row that is never listed. */
gint64 kindred_store_get_loose_folder (KindredStore *self, GError **error);

/* ---- copies, for kindred-library-care.h ---- */

/* A copy in one file, readable for the user alone; what is at @path is replaced once it is complete. */
gboolean kindred_store_back_up (KindredStore *self, const char *path, GError **error);

/* Puts a copy of @backup, checked and brought up to date, in the place of the library @path, which nobody may have
 * open.  @kept: (out): where the library that was there is now, or NULL.  Any thread. */
gboolean kindred_store_restore (const char *path, const char *backup, char **kept, GError **error);

/* Photos that were analyzed are new again: those with a face of another encoder than @encoder, or all. */
gboolean kindred_store_forget_analyses (KindredStore *self, const char *encoder, GError **error);

/* ---- photos ---- */

typedef struct
{
  gboolean with_state; /* only those in @state */
  KindredPhotoState state;
  gint64 folder;    /* or 0 */
  const char *path; /* exactly, or NULL */
  int limit;        /* or 0 */
} KindredPhotoQuery;

/* By path.  Missing ones too, unless another state is asked for; never those of removed folders. */
GPtrArray *kindred_store_list_photos (KindredStore *self, const KindredPhotoQuery *query, GCancellable *cancellable,
                                      GError **error);

/* Those that are there and in which two or more of @persons have a face, in one frame of a video, by date taken. */
GPtrArray *kindred_store_list_shared_photos (KindredStore *self, const gint64 *persons, gsize n_persons,
                                             GCancellable *cancellable, GError **error);

/* NULL with KINDRED_ERROR_NOT_FOUND when there is none. */
KindredPhotoRecord *kindred_store_get_photo (KindredStore *self, gint64 photo, GError **error);

/* What a scan compares with: every photo of @folder whatever its state, light-weight. */
typedef struct
{
  gint64 id;
  gint64 size;
  gint64 mtime;
  KindredPhotoState state;
} KindredPhotoStamp;

/* Returns: (transfer full) (element-type filename KindredPhotoStamp): path to stamp */
GHashTable *kindred_store_get_photo_stamps (KindredStore *self, gint64 folder, GCancellable *cancellable,
                                            GError **error);

/* Photos of this size that are missing: candidates for having moved. */
GPtrArray *kindred_store_list_missing_by_size (KindredStore *self, gint64 size, GError **error);

/* A file seen for the first time, or changed: state becomes NEW, faces and decisions stay. */
gint64 kindred_store_put_new_photo (KindredStore *self, gint64 folder, const char *path, gint64 size, gint64 mtime,
                                    GError **error);

/* The file with this photo's content is at @path now: keeps everything else; a missing photo is
 * back in the state it had. */
gboolean kindred_store_move_photo (KindredStore *self, gint64 photo, gint64 folder, const char *path, gint64 size,
                                   gint64 mtime, GError **error);

gboolean kindred_store_set_photo_missing (KindredStore *self, gint64 photo, GError **error);

/* A missing photo is at its old path again, unchanged. */
gboolean kindred_store_set_photo_found (KindredStore *self, gint64 photo, gint64 size, gint64 mtime, GError **error);

gboolean kindred_store_set_photo_failed (KindredStore *self, gint64 photo, const GError *reason, GError **error);

/**
 * kindred_store_put_analysis:
 * @photo: metadata and id; state, path, folder, size and mtime are not read
 * @faces: (element-type KindredFaceRecord): found in it; ids are filled in
 *
 * The photo is DONE.  A new face that covers an old one of this photo (intersection over union
 * >= 0.4, best pairs first) takes its row over: id, person, decision and rejections stay, the
 * rest is replaced.  Old faces that were not found again stay if the user decided on them (rejected
 * them or chose them as a cover, too), and go otherwise.
 */
gboolean kindred_store_put_analysis (KindredStore *self, const KindredPhotoRecord *photo, GPtrArray *faces,
                                     GError **error);

/* ---- faces and persons ---- */

typedef enum
{
  KINDRED_FACES_ALL = 0,       /* of all persons and none, without "not a face" */
  KINDRED_FACES_OF_PERSON = 1, /* query.person */
  KINDRED_FACES_OTHER = 2,     /* noise: no person, no decision */
  KINDRED_FACES_NOT_A_FACE = 3,
  KINDRED_FACES_OF_PHOTO = 4, /* query.photo */
  KINDRED_FACES_EVERY = 5,    /* "not a face" too */
  KINDRED_FACES_ONE = 6,      /* query.face */
} KindredFacesKind;

typedef struct
{
  KindredFacesKind kind;
  gint64 person;
  gint64 photo;
  gint64 face;
  gboolean with_embeddings;
} KindredFaceQuery;

/* By date taken, then id.  Only faces of photos that are there. */
GPtrArray *kindred_store_list_faces (KindredStore *self, const KindredFaceQuery *query, GCancellable *cancellable,
                                     GError **error);

/* NULL with KINDRED_ERROR_NOT_FOUND when there is none. */
KindredFaceRecord *kindred_store_get_face (KindredStore *self, gint64 face, GError **error);

/* Named first, by name (caller collates), then by number of faces; persons without faces that are there are
 * left out unless named. */
GPtrArray *kindred_store_list_people (KindredStore *self, gboolean with_hidden, GCancellable *cancellable,
                                      GError **error);
KindredPersonRecord *kindred_store_get_person (KindredStore *self, gint64 person, GError **error);

/* ---- grouping ---- */

/**
 * KindredGroupingFaces:
 *
 * All faces of one encoder that can be grouped (with embedding, photo there, not "not a face",
 * not ignored), as columns.  @person, @rejected_person are ids, not indices.
 */
typedef struct
{
  gsize n_faces;
  gint64 *face;
  gint64 *photo; /* equal for the faces of one photo, or one frame of a video */
  gint64 *person;
  guint8 *decided;
  guint8 *is_new; /* never grouped before */
  float *quality;
  float *embeddings; /* n_faces x KINDRED_EMBEDDING_SIZE */
  gsize n_persons;
  gint64 *person_id;
  guint8 *person_named;
  guint8 *person_kept;    /* named, hidden, cover chosen, or with decided faces */
  guint8 *person_lost;    /* has faces in photos that are missing or of removed folders */
  guint8 *person_settled; /* and kindred_store_settle_losses() knows of all of them */
  gsize n_rejections;
  gint64 *rejected_face;
  gint64 *rejected_person;
  int strictness; /* kindred_store_get_strictness() */
} KindredGroupingFaces;

KindredGroupingFaces *kindred_store_load_grouping (KindredStore *self, const char *encoder, GCancellable *cancellable,
                                                   GError **error);
/* The faces of @person alone, without persons and rejections. */
KindredGroupingFaces *kindred_store_load_grouping_of_person (KindredStore *self, const char *encoder, gint64 person,
                                                             GCancellable *cancellable, GError **error);
void kindred_grouping_faces_free (KindredGroupingFaces *self);

/* How strictly faces are grouped, from -2 (loose) to 2; 0 is the default.  KINDRED_ERROR_INVALID_ARGUMENT beyond. */
#define KINDRED_STORE_MAX_STRICTNESS 2
gboolean kindred_store_get_strictness (KindredStore *self, int *strictness, GError **error);
gboolean kindred_store_set_strictness (KindredStore *self, int strictness, GError **error);

/* Whether any face of @encoder was never grouped before; cheap. */
gboolean kindred_store_has_new_faces (KindredStore *self, const char *encoder, gboolean *has_new, GError **error);

/**
 * KindredFaceMove:
 * @face: id
 * @old_person: where it was when grouping read it; the move is dropped when it is elsewhere by now
 * @new_person: id; 0 for none; -1, -2, ... for new persons, made as needed
 */
typedef struct
{
  gint64 face;
  gint64 old_person;
  gint64 new_person;
} KindredFaceMove;

/* Applies what grouping found, in one transaction; faces decided on or rejected from @new_person by
 * now are left alone, untouched persons that end up empty are deleted, and all @seen faces are
 * marked as no longer new.  @journal: write it as an edit that can be undone (a regroup that the
 * user asked for); else persons that the user has touched by now lose no face, and a new person to whom only one of
 * several faces can come is not made.  Then KINDRED_ERROR_CONFLICT says that a face of @seen is not new any more:
 * another process has grouped it, nothing is applied, and grouping has to begin anew. */
gboolean kindred_store_apply_grouping (KindredStore *self, const KindredFaceMove *moves, gsize n_moves,
                                       const gint64 *seen, gsize n_seen, gboolean journal, guint *n_applied,
                                       GError **error);

/* What is left of @persons has been grouped without the faces that they have lost.  These are new again should they
 * come back. */
gboolean kindred_store_settle_losses (KindredStore *self, const gint64 *persons, gsize n_persons, GError **error);

/* ---- edits ---- */

/* Errors besides the store's: KINDRED_ERROR_NOT_FOUND, _CONFLICT, _INVALID_ARGUMENT, naming what.
 * A new edit takes the possibility of redo away.  An edit that changes nothing is not written:
 * @record is then set with id 0. */
gboolean kindred_store_apply_edit (KindredStore *self, KindredEdit *edit, KindredEditRecord **record, GError **error);

/* KINDRED_ERROR_NOT_FOUND when there is nothing to undo or redo.  docs/database.md says what becomes of rows
 * that the program changed since.  @record's person is one that exists now, or 0. */
gboolean kindred_store_undo (KindredStore *self, KindredEditRecord **record, GError **error);
gboolean kindred_store_redo (KindredStore *self, KindredEditRecord **record, GError **error);

/* Undoes all edits from the newest down to @edit, or none.  @n_expected: how many those are, as the user was told; 0
 * for any number.  @n_undone, @record: (out) (optional): how many; @edit's. KINDRED_ERROR_NOT_FOUND, _CONFLICT: it was
 * undone already, or those are others than @n_expected, _NEWER_LIBRARY: one of a kind that this program does not know,
 * which kindred_store_undo() and _redo() refuse as well. */
gboolean kindred_store_undo_to (KindredStore *self, gint64 edit, guint n_expected, guint *n_undone,
                                KindredEditRecord **record, GError **error);

/**
 * kindred_store_list_dependents:
 *
 * Returns: (element-type KindredEditRecord): later edits that are in effect and without which @edit cannot be taken
 *   back, newest first: they changed the same faces, persons or answers, or rest on one that did
 */
GPtrArray *kindred_store_list_dependents (KindredStore *self, gint64 edit, GCancellable *cancellable, GError **error);

/**
 * kindred_store_revert:
 * @n_dependents: how many depend on it, as the user was told, and are to be taken back with it; KINDRED_ALL_DEPENDENTS
 *
 * Takes @edit back, wherever it is in the history, as a new edit that can be undone.
 *
 * Errors: KINDRED_ERROR_NOT_FOUND; _CONFLICT when there are others than @n_dependents, or when it was undone or taken
 * back already; _NEWER_LIBRARY as above.  @record has id 0 if nothing of it was left to take back.
 */
gboolean kindred_store_revert (KindredStore *self, gint64 edit, int n_dependents, KindredEditRecord **record,
                               GError **error);

/* Whether undo, redo would find something. */
gboolean kindred_store_get_undo_state (KindredStore *self, gboolean *can_undo, gboolean *can_redo, GError **error);

/* Newest first; undone ones too. */
GPtrArray *kindred_store_list_edits (KindredStore *self, int limit, GError **error);

/* Everything that edits may touch, as text, in a fixed order: for tests that compare states. */
char *kindred_store_dump_people (KindredStore *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredStore, kindred_store_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredGroupingFaces, kindred_grouping_faces_free)

G_END_DECLS
