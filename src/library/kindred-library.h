/* kindred-library.h - the facade that window and command line share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analyzer-pool.h"
#include "kindred-job.h"
#include "kindred-library-care.h"
#include "kindred-library-people.h"
#include "store/kindred-edit.h"
#include "store/kindred-records.h"
#include "store/kindred-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Lives in the main context of the thread that made it (the main thread); nothing here blocks, every
 * _async call returns at once, and callbacks come in that context.  Inside are a writer thread, a
 * reader thread, a grouping thread, and a pool of analyzer processes.  Errors are those of the store (which name the
 * library file) and G_IO_ERROR_CANCELLED.
 *
 * Lists that are returned are (transfer full) GPtrArrays that own their records. */

/**
 * KindredLibraryChange:
 * @KINDRED_LIBRARY_PEOPLE: persons or faces changed
 * @KINDRED_LIBRARY_PHOTOS: photos came, went, were analyzed or failed
 * @KINDRED_LIBRARY_FOLDERS: folders came or went
 * @KINDRED_LIBRARY_HISTORY: edits were made, undone or redone
 */
typedef enum
{
  KINDRED_LIBRARY_PEOPLE = 1 << 0,
  KINDRED_LIBRARY_PHOTOS = 1 << 1,
  KINDRED_LIBRARY_FOLDERS = 1 << 2,
  KINDRED_LIBRARY_HISTORY = 1 << 3,
} KindredLibraryChange;

/* Signal "changed" (KindredLibrary *self, guint changes): after a commit, by us or by another process;
 * at most a few times a second. Properties, read-only: "path", "read-only", "can-undo", "can-redo" (gboolean, kept
 * up to date), "scan-job" (KindredJob or NULL). */

#define KINDRED_TYPE_LIBRARY (kindred_library_get_type ())
G_DECLARE_FINAL_TYPE (KindredLibrary, kindred_library, KINDRED, LIBRARY, GObject)

/* @path: NULL for the default place. @options: copied; NULL for defaults.  A library that exists but cannot be
 * written is opened read-only: everything that writes then fails with KINDRED_ERROR_READ_ONLY. */
void kindred_library_open_async (const char *path, const KindredAnalyzerOptions *options, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);

/* The same for who will list all people at once: they are read while the caller does other things. */
void kindred_library_open_ahead_async (const char *path, const KindredAnalyzerOptions *options,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KindredLibrary *kindred_library_open_finish (GAsyncResult *result, GError **error);

/* Ends a running scan, writes what is pending, joins the threads.  Must be called before the last reference goes;
 * blocks only for what is being written. */
void kindred_library_close (KindredLibrary *self);

const char *kindred_library_get_path (KindredLibrary *self);
const char *kindred_library_get_id (KindredLibrary *self);
gboolean kindred_library_get_read_only (KindredLibrary *self);
gboolean kindred_library_get_can_undo (KindredLibrary *self);
gboolean kindred_library_get_can_redo (KindredLibrary *self);

/* ---- looking ---- */

void kindred_library_list_people_async (KindredLibrary *self, gboolean with_hidden, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kindred_library_list_people_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* @query is copied. */
void kindred_library_list_faces_async (KindredLibrary *self, const KindredFaceQuery *query, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kindred_library_list_faces_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

void kindred_library_list_photos_async (KindredLibrary *self, const KindredPhotoQuery *query, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kindred_library_list_photos_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* Photos in which two or more of @persons have a face: those cannot all be one person. */
void kindred_library_list_shared_photos_async (KindredLibrary *self, const gint64 *persons, gsize n_persons,
                                               GCancellable *cancellable, GAsyncReadyCallback callback,
                                               gpointer user_data);
GPtrArray *kindred_library_list_shared_photos_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

void kindred_library_list_folders_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *kindred_library_list_folders_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

void kindred_library_list_edits_async (KindredLibrary *self, int limit, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kindred_library_list_edits_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* Later edits that must be taken back along with @edit (kindred_store_list_dependents()), newest first. */
void kindred_library_list_dependents_async (KindredLibrary *self, gint64 edit, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kindred_library_list_dependents_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* Findings: one line each, empty when all is well. */
void kindred_library_check_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
GStrv kindred_library_check_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- thumbnails ---- */

/**
 * kindred_library_load_thumbnail_async:
 * @face: id
 *
 * The square JPEG of a face (at most 256 pixels, written by Kindred, safe to decode), from the cache, or
 * made again by an analyzer from the photo.  Cancelled requests are dropped before they start.
 * NOT_FOUND when photo and cache are both gone.
 */
void kindred_library_load_thumbnail_async (KindredLibrary *self, gint64 face, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GBytes *kindred_library_load_thumbnail_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- edits ---- */

/* @record->id is 0 when there was nothing to change. */
void kindred_library_edit_async (KindredLibrary *self, KindredEdit *edit, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
KindredEditRecord *kindred_library_edit_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

void kindred_library_undo_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
KindredEditRecord *kindred_library_undo_finish (KindredLibrary *self, GAsyncResult *result, GError **error);
void kindred_library_redo_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
KindredEditRecord *kindred_library_redo_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* Undoes all edits from the newest down to and including @edit, or none; KINDRED_ERROR_CONFLICT if those are others
 * than @n_expected, unless that is 0.  Finish gives @edit's record, and in @n_undone: (out) (optional) how many were
 * undone. */
void kindred_library_undo_to_async (KindredLibrary *self, gint64 edit, guint n_expected, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
KindredEditRecord *kindred_library_undo_to_finish (KindredLibrary *self, GAsyncResult *result, guint *n_undone,
                                                   GError **error);

/* Takes @edit back wherever it is in the history, as a new edit that undo takes back (kindred_store_revert()).
 * KINDRED_ERROR_CONFLICT when others than @n_dependents (or KINDRED_ALL_DEPENDENTS) depend on it.  The record's id is 0
 * if nothing was left to take back. */
void kindred_library_revert_async (KindredLibrary *self, gint64 edit, int n_dependents, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
KindredEditRecord *kindred_library_revert_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* A translated sentence for a toast or the history: "Named “Ann”", "Merged 2 people into “Ann”".  Plain
 * text: escape it where markup is expected. */
char *kindred_edit_record_describe (const KindredEditRecord *record);

/* ---- scanning ---- */

typedef struct
{
  char *path;
  int code;     /* KindredError */
  char *reason; /* translated, names the file where that helps */
} KindredFailure;

/* A folder of the library that is not there any more, whose photos were all found again elsewhere. */
typedef struct
{
  char *from; /* its path; it is not in the library any more */
  char *to;   /* the folder of the library that has the first of them now; NULL: single files */
} KindredMovedFolder;

typedef struct
{
  guint photos; /* in the library now, in what was scanned */
  guint new_photos;
  guint changed;
  guint moved;
  guint missing;
  guint failed; /* in this scan */
  guint faces;  /* found in this scan */
  double seconds;
  GPtrArray *moved_folders; /* (element-type KindredMovedFolder) */
  GPtrArray *failures;      /* (element-type KindredFailure): of this scan, and folders that could not be read */
} KindredScanResult;

void kindred_scan_result_free (KindredScanResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredScanResult, kindred_scan_result_free)

/**
 * kindred_library_scan_async:
 * @paths: (nullable): NULL-terminated folders or files to add first; bytes, absolute
 * @job: (nullable): shows progress; kindred_job_cancel() stops it
 *
 * Adds @paths, then looks for what is new, changed, moved or gone in all folders, analyzes it, and groups
 * the faces, in small commits: people grow while it runs.  One scan runs at a time; asked for during one, the paths
 * are added and looked at when the running one is done with its own, and both calls return then.
 *
 * A cancelled scan returns G_IO_ERROR_CANCELLED; what was done stays.
 */
void kindred_library_scan_async (KindredLibrary *self, const char *const *paths, KindredJob *job,
                                 GAsyncReadyCallback callback, gpointer user_data);
KindredScanResult *kindred_library_scan_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* The running scan's job, or NULL. */
KindredJob *kindred_library_get_scan_job (KindredLibrary *self);

/* Photos that failed at this or an earlier scan and have not changed since. (element-type KindredFailure) */
void kindred_library_list_failures_async (KindredLibrary *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *kindred_library_list_failures_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- regrouping ---- */

/* How strictly faces are grouped from now on, from -2 (loose) to 2, kept in the library; 0 is the default.
 * KINDRED_ERROR_INVALID_ARGUMENT beyond. */
void kindred_library_get_strictness_async (KindredLibrary *self, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean kindred_library_get_strictness_finish (KindredLibrary *self, GAsyncResult *result, int *strictness,
                                                GError **error);
void kindred_library_set_strictness_async (KindredLibrary *self, int strictness, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean kindred_library_set_strictness_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/**
 * KindredPersonChange:
 * @person: id; 0 for a new one
 * @name: or NULL
 * @faces: that it has now
 * @gained: faces that it would get; never those that the user decided on, here and below
 * @lost: faces that it would no longer have
 * @merged_into: if it would have no faces left: the person that most of them would go to, or 0
 * @split_into: how many persons, itself included, would have two or more of its faces; 0 if only one
 */
typedef struct
{
  gint64 person;
  char *name;
  guint faces;
  guint gained;
  guint lost;
  gint64 merged_into;
  guint split_into;
} KindredPersonChange;

typedef struct
{
  guint faces;        /* that were grouped */
  guint moved;        /* that have another person than before (or would have, in a dry run) */
  guint new_persons;  /* made */
  guint gone;         /* persons without name or decision that lost all their faces */
  GPtrArray *changes; /* (element-type KindredPersonChange): in a dry run, those of most faces first; else empty */
} KindredRegroupResult;

void kindred_regroup_result_free (KindredRegroupResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredRegroupResult, kindred_regroup_result_free)

/* @eps, @min_samples: 0 for the encoder's default.  Without @dry_run it is one edit that can be undone. */
void kindred_library_regroup_async (KindredLibrary *self, double eps, int min_samples, gboolean dry_run,
                                    KindredJob *job, GAsyncReadyCallback callback, gpointer user_data);
KindredRegroupResult *kindred_library_regroup_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- exporting ---- */

typedef enum
{
  KINDRED_EXPORT_COPY,
  KINDRED_EXPORT_LINK, /* symbolic links */
} KindredExportMode;

typedef struct
{
  guint persons;
  guint photos;
  guint skipped; /* photos that had been exported before */
  guint montages;
  GPtrArray *failures; /* (element-type KindredFailure) */
} KindredExportResult;

void kindred_export_result_free (KindredExportResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredExportResult, kindred_export_result_free)

/* A folder per person below @directory (bytes, absolute), with the photos that the person is in, and on request a
 * montage (a JPEG of face thumbnails).  @with_frames: of a video, the frames of the person's faces as JPEG, in place of
 * the video itself.  Nothing that exists is overwritten.  Hidden people are left out.  A photo that
 * cannot be exported is among the failures; errors are for the whole: KINDRED_ERROR_CONFLICT when
 * @directory lies in a folder of the library, G_IO_ERROR of what cannot be written. */
void kindred_library_export_async (KindredLibrary *self, const char *directory, KindredExportMode mode,
                                   gboolean with_photos, gboolean with_frames, gboolean with_montages, KindredJob *job,
                                   GAsyncReadyCallback callback, gpointer user_data);
KindredExportResult *kindred_library_export_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
