/* kindred-export-private.h - what the parts of an export share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/kindred-worker.h"
#include "kindred-export-files.h"

G_BEGIN_DECLS

#define KINDRED_EXPORT_MONTAGE_NAME "montage.jpg"

/* The export lives in the main context and asks the library step by step; files are written one
 * after the other in a thread of its own, which knows neither library nor job:
 *
 *   folders -> people -> for each person: make folder -> faces      kindred-library-export.c
 *           -> photos, one by one                                   kindred-export-photos.c
 *           -> thumbnails, all at once -> montage                   kindred-export-montage.c
 *           -> next person
 *
 * Each callback holds the task, whose source is the library; the export is its data. */
typedef struct
{
  char *directory;
  KindredExportMode mode;
  gboolean with_photos;
  gboolean with_frames;
  gboolean with_montages;
  KindredJob *job; /* nullable */
  KindredWorker *worker;
  KindredExportResult *result;

  GPtrArray *people;     /* KindredPersonRecord */
  GHashTable *names;     /* of folders that have been given away, case-folded */
  guint64 total;         /* photos, frames and montages */
  guint n_people;        /* done */
  char *folder;          /* of the person at hand */
  GPtrArray *photos;     /* of the person at hand: kindred_export_list_photos() */
  guint n_photos;        /* done */
  GPtrArray *faces;      /* KindredFaceRecord: for the montage, best first */
  GPtrArray *thumbnails; /* (nullable elements): of @faces */
  guint n_loading;
} KindredExport;

/* ---- kindred-library-export.c ---- */

/* Ends the export. @error: (transfer full) */
void kindred_export_fail (GTask *task, GError *error);

/* After each photo, frame and montage: counts it. @path: what failed, if @error (transfer full) (nullable) is set.
 * Returns: FALSE if the export has ended, since @error would befall all that follow */
gboolean kindred_export_note_file (GTask *task, const char *path, GError *error);

void kindred_export_end_person (GTask *task);

/* ---- kindred-export-photos.c ---- */

/* Photos and frames of a person's @faces. Returns: (transfer full) */
GPtrArray *kindred_export_list_photos (GPtrArray *faces, gboolean with_frames);

/* Places the photos of the person at hand, if that is wanted, then goes on to its montage. */
void kindred_export_place_photos (GTask *task);

/* ---- kindred-export-montage.c ---- */

/* Makes the montage of the person at hand, if that is wanted, then ends the person. */
void kindred_export_make_montage (GTask *task);

/* ---- kindred-export-steps.c: in the worker; @callback gets a task and, as its data, @task (transfer full) ---- */

/* A folder @name (transfer full) in the export's; g_task_propagate_pointer(): its path. */
void kindred_export_make_folder_async (GTask *task, char *name, GAsyncReadyCallback callback);

/* In the person's folder; g_task_propagate_int(): a KindredExportPlaced, or -1.  @name, @frame, @images: (transfer
 * full). */
void kindred_export_place_photo_async (GTask *task, const char *path, GAsyncReadyCallback callback);
void kindred_export_place_frame_async (GTask *task, char *name, GBytes *frame, GAsyncReadyCallback callback);
void kindred_export_place_montage_async (GTask *task, GPtrArray *images, GAsyncReadyCallback callback);

G_END_DECLS
