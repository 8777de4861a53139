/* kindred-records.h - rows of the library as plain structs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lists of records are GPtrArrays that own their elements.  Identifiers are positive; 0 is none.
 * Paths are bytes as the file system has them, absolute. */

#define KINDRED_EMBEDDING_SIZE 128
#define KINDRED_N_POINTS 5

typedef struct
{
  gint64 id;
  char *path;
  gboolean offline; /* could not be listed at the last scan (unmounted, no permission) */
  guint n_photos;   /* that are there */
} KindredFolderRecord;

typedef enum
{
  KINDRED_PHOTO_NEW = 0,     /* known, not analyzed yet, or to be analyzed again */
  KINDRED_PHOTO_DONE = 1,    /* analyzed */
  KINDRED_PHOTO_FAILED = 2,  /* see error_code and error; not tried again until the file changes */
  KINDRED_PHOTO_MISSING = 3, /* the file is gone; faces and decisions are kept, but not shown */
} KindredPhotoState;

typedef struct
{
  gint64 id;
  gint64 folder;
  char *path;
  gint64 size;  /* bytes */
  gint64 mtime; /* microseconds since the epoch */
  char *content_hash;
  int width; /* upright */
  int height;
  int orientation;
  gint64 taken;    /* camera clock, see KindredPhotoInfo in imaging */
  int date_source; /* KindredDateSource */
  gboolean has_position;
  double latitude;
  double longitude;
  char *camera;
  KindredPhotoState state;
  int error_code; /* a KindredError; valid with KINDRED_PHOTO_FAILED */
  char *error;    /* for the log and the list of failures */
  guint n_faces;
} KindredPhotoRecord;

typedef enum
{
  KINDRED_DECISION_NONE = 0,
  KINDRED_DECISION_CONFIRMED = 1,  /* the user put it into its person, or said that it is right there */
  KINDRED_DECISION_NOT_A_FACE = 2, /* no person, never shown among faces */
  KINDRED_DECISION_IGNORED = 3,    /* no person, the user does not care who it is */
} KindredDecision;

/* "none", "confirmed", "not-a-face", "ignored": as on the command line. */
const char *kindred_decision_to_string (KindredDecision decision);

typedef struct
{
  gint64 id;
  gint64 photo;
  char *photo_path;
  int photo_width;  /* upright, pixels */
  int photo_height; /* likewise */
  gint64 taken;
  double time; /* seconds into a video, or -1 */
  double x;    /* box: fractions of the upright picture */
  double y;
  double width;
  double height;
  float points[2 * KINDRED_N_POINTS];
  double score;
  double sharpness;
  double size; /* pixels of the original */
  double yaw;
  double pitch;
  double roll;
  double quality;
  char *detector;
  char *encoder;
  float *embedding; /* KINDRED_EMBEDDING_SIZE floats, or NULL when not asked for or not there */
  gint64 person;    /* or 0 */
  char *person_name;
  KindredDecision decision;
} KindredFaceRecord;

typedef struct
{
  gint64 id;
  char *name;            /* or NULL */
  gint64 cover;          /* the face shown: the user's choice, else the best one by quality; 0 without faces */
  gboolean cover_chosen; /* by the user */
  gboolean hidden;
  guint n_faces;
  guint n_photos;
  gint64 first_taken; /* of its photos; equal to last_taken + 1 or more when there are none */
  gint64 last_taken;
  gboolean favourite;
  char *birth; /* "YYYY", "YYYY-MM" or "YYYY-MM-DD", or NULL */
  char *notes; /* or NULL */
} KindredPersonRecord;

/* What a user says when asked whether two persons, or a face and a person, are the same. */
typedef enum
{
  KINDRED_ANSWER_YES,
  KINDRED_ANSWER_NO,
  KINDRED_ANSWER_SKIP, /* not to be asked again */
} KindredAnswer;

typedef enum
{
  KINDRED_EDIT_NAME = 1,
  KINDRED_EDIT_MERGE = 2,
  KINDRED_EDIT_MOVE_FACES = 3, /* split, move, naming of other faces */
  KINDRED_EDIT_CONFIRM = 4,
  KINDRED_EDIT_REJECT = 5,
  KINDRED_EDIT_NOT_A_FACE = 6,
  KINDRED_EDIT_HIDE = 7,
  KINDRED_EDIT_COVER = 8,
  KINDRED_EDIT_RESTORE = 9, /* takes "not a face" or "ignored" back */
  KINDRED_EDIT_REGROUP = 10,
  KINDRED_EDIT_REMOVE_FOLDER = 11,
  KINDRED_EDIT_ANSWER = 12, /* no, or skip: a yes is a merge or a move */
  KINDRED_EDIT_FAVOURITE = 13,
  KINDRED_EDIT_BIRTH = 14,
  KINDRED_EDIT_NOTES = 15,
  KINDRED_EDIT_REVERT = 16,  /* takes an earlier edit back, out of order */
  KINDRED_EDIT_ANSWERS = 17, /* yes and no to several questions about one person */
  KINDRED_EDIT_SPLIT = 18,   /* faces of one person go to several; to a single one they are moved */
  KINDRED_EDIT_LAST = KINDRED_EDIT_SPLIT,
} KindredEditKind;

typedef struct
{
  gint64 id;
  KindredEditKind kind;
  gint64 time;       /* seconds since the epoch, this computer's clock */
  gboolean undone;   /* can be redone */
  char *name;        /* of the person concerned (target, new name, ...), or NULL; of a removed folder its path, to be
                      shown */
  char *other_name;  /* the former name; the person merged away or said to be another; or NULL */
  guint n_faces;     /* that changed, or were asked about; of answers without a yes how many were denied */
  guint n_persons;   /* concerned: merged away, hidden, favourites; asked about: 2; split: who got faces */
  gboolean flag;     /* hide, favourite: TRUE = so, FALSE = no longer; move: TRUE = to a new person; answer: TRUE = no,
                      FALSE = skip; answers: TRUE = any yes; birth, notes: TRUE = set, FALSE = removed */
  gint64 person;     /* the person to look at afterwards, or 0 */
  gint64 reverts;    /* the edit that this one (KINDRED_EDIT_REVERT) takes back, or 0; the texts and numbers above
                      are those of that one */
  gboolean reverted; /* taken back by a later KINDRED_EDIT_REVERT that is in effect */
  KindredEditKind reverted_kind; /* with @reverts: what was done; of a chain of them, in the beginning */
  gboolean restores;             /* with @reverts: what was done is in effect again: a taking back was taken back */
} KindredEditRecord;

/* For kindred_store_revert(): whatever depends on the edit goes with it. */
#define KINDRED_ALL_DEPENDENTS (-1)

void kindred_folder_record_free (KindredFolderRecord *self);
KindredPhotoRecord *kindred_photo_record_new (void);
void kindred_photo_record_free (KindredPhotoRecord *self);
KindredFaceRecord *kindred_face_record_new (void);
void kindred_face_record_free (KindredFaceRecord *self);
void kindred_person_record_free (KindredPersonRecord *self);
void kindred_edit_record_free (KindredEditRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredFolderRecord, kindred_folder_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredPhotoRecord, kindred_photo_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredFaceRecord, kindred_face_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredPersonRecord, kindred_person_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredEditRecord, kindred_edit_record_free)

G_END_DECLS
