/* kindred-edit-writer.h - writes one edit into the journal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-edit-private.h"
#include "kindred-journal.h"

G_BEGIN_DECLS

/* An edit on its way into the journal. */
typedef struct
{
  KindredStore *store;
  const KindredEdit *edit;
  gint64 id; /* in the journal */
  /* For the record. */
  gint64 person;
  char *name;
  char *other_name;
  gboolean flag;
} KindredEditWriter;

/* ---- what each kind of edit changes: rows in edit_faces, edit_persons, edit_rejections, edit_answers ---- */

gboolean kindred_edit_writer_write_name (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_merge (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_hide (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_favourite (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_birth (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_notes (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_answer (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_cover (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_move_faces (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_split (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_confirm (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_reject (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_not_a_face (KindredEditWriter *self, GError **error);
gboolean kindred_edit_writer_write_restore (KindredEditWriter *self, GError **error);

/* ---- what they have in common ---- */

gboolean kindred_edit_writer_run (KindredEditWriter *self, const char *sql, const gint64 *ids, guint n_ids,
                                  GError **error);

/* Sets KINDRED_ERROR_CONFLICT; FALSE. */
gboolean kindred_edit_writer_conflict (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* KINDRED_ERROR_NOT_FOUND if there is none.  @name: (out) (nullable); @person: (out): or 0 */
gboolean kindred_edit_writer_find_person (KindredEditWriter *self, gint64 person, char **name, GError **error);
gboolean kindred_edit_writer_find_face (KindredEditWriter *self, gint64 face, gint64 *person, GError **error);

/* A single person goes into the record, with its name: to be called for each, then once for the name. */
void kindred_edit_writer_note_person (KindredEditWriter *self, gsize i, gint64 person);
gboolean kindred_edit_writer_note_name (KindredEditWriter *self, GError **error);

/* The name that @person gets. */
gboolean kindred_edit_writer_set_name (KindredEditWriter *self, gint64 person, const char *name, GError **error);
/* Likewise another text: @sql has the edit, the person and the text as parameters. */
gboolean kindred_edit_writer_set_text (KindredEditWriter *self, const char *sql, gint64 person, const char *text,
                                       GError **error);

/* What was said of @from is said of @into, in a merge. */
gboolean kindred_edit_writer_carry_answers (KindredEditWriter *self, gint64 into, gint64 from, GError **error);
gboolean kindred_edit_writer_carry_details (KindredEditWriter *self, gint64 into, gint64 from, GError **error);

G_END_DECLS
