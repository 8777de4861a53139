/* kindred-schema-steps.c - one step per version; docs/database.md explains the tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-schema.h"

static const char version_1[]
    = "PRAGMA application_id = 0x4b494e44;"

      "CREATE TABLE library ("
      "  id TEXT NOT NULL,"        /* a UUID: names the cache folder */
      "  created INTEGER NOT NULL" /* seconds since the epoch */
      ") STRICT;"

      "CREATE TABLE folders ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
      "  path BLOB UNIQUE," /* NULL: the folder of single files */
      "  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),"
      "  offline INTEGER NOT NULL DEFAULT 0 CHECK (offline IN (0, 1))"
      ") STRICT;"

      "CREATE TABLE photos ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
      "  folder INTEGER NOT NULL REFERENCES folders,"
      "  missing INTEGER NOT NULL DEFAULT 0 CHECK (missing IN (0, 1)),"
      "  state INTEGER NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)),"
      "  taken INTEGER NOT NULL DEFAULT 0,"
      "  date_source INTEGER NOT NULL DEFAULT 0,"
      "  size INTEGER NOT NULL,"  /* bytes */
      "  mtime INTEGER NOT NULL," /* microseconds since the epoch */
      "  width INTEGER NOT NULL DEFAULT 0,"
      "  height INTEGER NOT NULL DEFAULT 0,"
      "  orientation INTEGER NOT NULL DEFAULT 1,"
      "  latitude REAL,"
      "  longitude REAL,"
      "  path BLOB NOT NULL,"
      "  content_hash TEXT,"
      "  camera TEXT,"
      "  error_code INTEGER NOT NULL DEFAULT 0,"
      "  error TEXT,"
      "  CHECK ((latitude IS NULL) = (longitude IS NULL))"
      ") STRICT;"
      "CREATE UNIQUE INDEX photos_there ON photos (path) WHERE missing = 0;"
      "CREATE INDEX photos_missing ON photos (path) WHERE missing = 1;"
      "CREATE INDEX photos_missing_size ON photos (size) WHERE missing = 1;"
      "CREATE INDEX photos_folder ON photos (folder, missing, state);"

      "CREATE TABLE persons ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
      "  name TEXT CHECK (name <> ''),"
      "  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),"
      "  cover INTEGER REFERENCES faces ON DELETE SET NULL," /* the user's choice */
      "  by_user INTEGER NOT NULL DEFAULT 0 CHECK (by_user IN (0, 1))"
      ") STRICT;"
      "CREATE INDEX persons_cover ON persons (cover) WHERE cover IS NOT NULL;"

      /* What edits and grouping change, in rows so small that thousands are written at once; what the
       * analyzer measured is in detections. */
      "CREATE TABLE faces ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
      "  photo INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,"
      "  person INTEGER REFERENCES persons,"
      "  decision INTEGER NOT NULL DEFAULT 0 CHECK (decision BETWEEN 0 AND 3),"
      "  grouped INTEGER NOT NULL DEFAULT 0 CHECK (grouped IN (0, 1))," /* grouping has seen it */
      "  quality REAL NOT NULL,"
      "  CHECK (decision <> 1 OR person IS NOT NULL),"
      "  CHECK (decision < 2 OR person IS NULL)"
      ") STRICT;"
      "CREATE INDEX faces_photo ON faces (photo);"
      "CREATE INDEX faces_person ON faces (person, photo, quality);"
      "CREATE INDEX faces_new ON faces (grouped) WHERE grouped = 0;"

      "CREATE TABLE detections ("
      "  face INTEGER PRIMARY KEY REFERENCES faces ON DELETE CASCADE,"
      "  time REAL NOT NULL DEFAULT -1," /* seconds into a video, or -1 */
      "  x REAL NOT NULL, y REAL NOT NULL,"
      "  width REAL NOT NULL CHECK (width > 0), height REAL NOT NULL CHECK (height > 0),"
      "  score REAL NOT NULL,"
      "  sharpness REAL NOT NULL,"
      "  size REAL NOT NULL,"
      "  yaw REAL NOT NULL, pitch REAL NOT NULL, roll REAL NOT NULL,"
      "  points BLOB NOT NULL CHECK (length (points) = 40),"
      "  detector TEXT,"
      "  encoder TEXT"
      ") STRICT;"

      "CREATE TABLE embeddings ("
      "  face INTEGER PRIMARY KEY REFERENCES faces ON DELETE CASCADE,"
      "  vector BLOB NOT NULL CHECK (length (vector) = 512)" /* 128 float32, little-endian */
      ") STRICT;"

      "CREATE TABLE rejections ("
      "  face INTEGER NOT NULL REFERENCES faces ON DELETE CASCADE,"
      "  person INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,"
      "  PRIMARY KEY (face, person)"
      ") STRICT, WITHOUT ROWID;"
      "CREATE INDEX rejections_person ON rejections (person);"

      /* The journal.  What it says of faces, persons and folders refers to rows that may be gone
       * by now, so these are no foreign keys. */
      "CREATE TABLE edits ("
      "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
      "  kind INTEGER NOT NULL,"
      "  time INTEGER NOT NULL," /* seconds since the epoch */
      "  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),"
      "  flag INTEGER NOT NULL DEFAULT 0 CHECK (flag IN (0, 1)),"
      "  n_faces INTEGER NOT NULL DEFAULT 0,"
      "  n_persons INTEGER NOT NULL DEFAULT 0,"
      "  person INTEGER,"
      "  name TEXT,"
      "  other_name TEXT"
      ") STRICT;"
      "CREATE INDEX edits_undone ON edits (undone, id);"

      "CREATE TABLE edit_faces ("
      "  edit INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,"
      "  face INTEGER NOT NULL,"
      "  old_person INTEGER,"
      "  new_person INTEGER,"
      "  old_decision INTEGER NOT NULL,"
      "  new_decision INTEGER NOT NULL,"
      "  PRIMARY KEY (edit, face)"
      ") STRICT, WITHOUT ROWID;"

      "CREATE TABLE edit_persons ("
      "  edit INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,"
      "  person INTEGER NOT NULL,"
      "  by_user INTEGER NOT NULL,"
      "  old_exists INTEGER NOT NULL, old_name TEXT, old_hidden INTEGER NOT NULL, old_cover INTEGER,"
      "  new_exists INTEGER NOT NULL, new_name TEXT, new_hidden INTEGER NOT NULL, new_cover INTEGER,"
      "  PRIMARY KEY (edit, person)"
      ") STRICT, WITHOUT ROWID;"

      "CREATE TABLE edit_rejections ("
      "  edit INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,"
      "  face INTEGER NOT NULL,"
      "  person INTEGER NOT NULL,"
      "  added INTEGER NOT NULL CHECK (added IN (0, 1))," /* else removed */
      "  PRIMARY KEY (edit, face, person)"
      ") STRICT, WITHOUT ROWID;"

      "CREATE TABLE edit_folders ("
      "  edit INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,"
      "  folder INTEGER NOT NULL,"
      "  old_removed INTEGER NOT NULL,"
      "  new_removed INTEGER NOT NULL,"
      "  PRIMARY KEY (edit, folder)"
      ") STRICT, WITHOUT ROWID;"

      "INSERT INTO folders (path) VALUES (NULL);"
      /* A version 4 UUID by SQLite's own generator: no two libraries share a cache. */
      "INSERT INTO library (id, created) SELECT substr (h, 1, 8) || '-' || substr (h, 9, 4) || '-4' || substr (h, 14, "
      "3)"
      "  || '-' || substr ('89ab', 1 + (random () & 3), 1) || substr (h, 18, 3) || '-' || substr (h, 21, 12),"
      "  unixepoch () FROM (SELECT lower (hex (randomblob (16))) AS h);";

/* Answers to questions; who a person is; edits taken back out of order. */
static const char version_2[]
    = "ALTER TABLE library ADD COLUMN strictness INTEGER NOT NULL DEFAULT 0 CHECK (strictness BETWEEN -2 AND 2);"

      "ALTER TABLE persons ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));"
      "ALTER TABLE persons ADD COLUMN birth TEXT CHECK (birth GLOB '[0-9][0-9][0-9][0-9]'"
      "  OR birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]' OR birth GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');"
      "ALTER TABLE persons ADD COLUMN notes TEXT CHECK (notes <> '');"

      "CREATE TABLE person_answers ("
      "  person INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,"
      "  other INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,"
      "  answer INTEGER NOT NULL CHECK (answer IN (1, 2))," /* different, skipped */
      "  PRIMARY KEY (person, other),"
      "  CHECK (person < other)"
      ") STRICT, WITHOUT ROWID;"
      "CREATE INDEX person_answers_other ON person_answers (other);"

      /* "No" is a row in rejections. */
      "CREATE TABLE face_answers ("
      "  face INTEGER NOT NULL REFERENCES faces ON DELETE CASCADE,"
      "  person INTEGER NOT NULL REFERENCES persons ON DELETE CASCADE,"
      "  answer INTEGER NOT NULL CHECK (answer = 2)," /* skipped */
      "  PRIMARY KEY (face, person)"
      ") STRICT, WITHOUT ROWID;"
      "CREATE INDEX face_answers_person ON face_answers (person);"

      "ALTER TABLE edits ADD COLUMN reverts INTEGER;"

      "ALTER TABLE edit_persons ADD COLUMN old_favourite INTEGER NOT NULL DEFAULT 0;"
      "ALTER TABLE edit_persons ADD COLUMN new_favourite INTEGER NOT NULL DEFAULT 0;"
      "ALTER TABLE edit_persons ADD COLUMN old_birth TEXT;"
      "ALTER TABLE edit_persons ADD COLUMN new_birth TEXT;"
      "ALTER TABLE edit_persons ADD COLUMN old_notes TEXT;"
      "ALTER TABLE edit_persons ADD COLUMN new_notes TEXT;"

      "CREATE TABLE edit_answers ("
      "  edit INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,"
      "  person INTEGER NOT NULL,"                                        /* the lower one of two */
      "  other INTEGER NOT NULL,"                                         /* or 0, with a face */
      "  face INTEGER NOT NULL,"                                          /* or 0 */
      "  old_answer INTEGER NOT NULL CHECK (old_answer BETWEEN 0 AND 2)," /* 0: none */
      "  new_answer INTEGER NOT NULL CHECK (new_answer BETWEEN 0 AND 2),"
      "  PRIMARY KEY (edit, person, other, face),"
      "  CHECK ((other = 0) <> (face = 0))"
      ") STRICT, WITHOUT ROWID;"

      /* All edits that a KINDRED_EDIT_REVERT takes back: edits.reverts, and those that depend on it. */
      "CREATE TABLE edit_reverts ("
      "  edit INTEGER NOT NULL REFERENCES edits ON DELETE CASCADE,"
      "  reverted INTEGER NOT NULL,"
      "  PRIMARY KEY (edit, reverted)"
      ") STRICT, WITHOUT ROWID;";

const char *const kindred_schema_steps[] = { version_1, version_2 };
const int kindred_schema_version = G_N_ELEMENTS (kindred_schema_steps);
