/* kindred-edit.h - a change that a user makes to people, before it is applied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-records.h"

G_BEGIN_DECLS

/* An immutable command.  Applying it (kindred_store_apply_edit()) checks it against the library
 * and writes its effect and what undoing it needs in one transaction.
 *
 * Names are valid UTF-8; white space at both ends is removed, runs of white space and control
 * characters become one space, what turns text around goes, the result is NFC and at most KINDRED_NAME_MAX characters.
 * Constructors return NULL with KINDRED_ERROR_INVALID_ARGUMENT for what can never be right. */

#define KINDRED_NAME_MAX 200
#define KINDRED_NOTES_MAX 10000

typedef struct _KindredEdit KindredEdit;

/* NULL or only white space takes the name away. */
KindredEdit *kindred_edit_new_name (gint64 person, const char *name, GError **error);

/* All faces of @from go to @into; they count as confirmed, since the user put them there.  The
 * persons @from cease to exist.  @into keeps name and cover; unnamed, it takes the first name
 * among @from. */
KindredEdit *kindred_edit_new_merge (gint64 into, const gint64 *from, gsize n_from, GError **error);

/* Moves @faces to @into, or to a new person (with @into 0) called @name (nullable).  They count as
 * confirmed there.  With @from not 0 every face must belong to that person (a split): each is then
 * rejected from it too, so that no regrouping brings it back. */
KindredEdit *kindred_edit_new_move_faces (gint64 from, const gint64 *faces, gsize n_faces, gint64 into,
                                          const char *name, GError **error);

/* One of several to whom faces go: as in kindred_edit_new_move_faces(). */
typedef struct
{
  const gint64 *faces;
  gsize n_faces;
  gint64 into;
  const char *name;
} KindredSplitPart;

/* Splits @from into several at once, as one edit.  No face can go to two of them. */
KindredEdit *kindred_edit_new_split (gint64 from, const KindredSplitPart *parts, gsize n_parts, GError **error);

/* "This is right": the faces stay with the person that they are with. */
KindredEdit *kindred_edit_new_confirm (const gint64 *faces, gsize n_faces, GError **error);

/* "Not this person": each leaves its person for good and becomes one of the other faces. */
KindredEdit *kindred_edit_new_reject (const gint64 *faces, gsize n_faces, GError **error);

KindredEdit *kindred_edit_new_not_a_face (const gint64 *faces, gsize n_faces, GError **error);
KindredEdit *kindred_edit_new_restore (const gint64 *faces, gsize n_faces, GError **error);
KindredEdit *kindred_edit_new_hide (const gint64 *persons, gsize n_persons, gboolean hidden, GError **error);

/* @face 0 leaves the choice to the program again. */
KindredEdit *kindred_edit_new_cover (gint64 person, gint64 face, GError **error);

/* Photos below a removed folder are no longer shown or scanned; their faces and decisions are
 * kept and come back when the folder is added again or this is undone. */
KindredEdit *kindred_edit_new_remove_folder (gint64 folder, GError **error);

/**
 * kindred_edit_new_answer:
 * @person: a person
 * @other: another one, or 0
 * @face: or a face
 *
 * The answer to the question whether @person is @other, or who is on @face: exactly one of those is not 0.
 *
 * Yes is a merge into @person (into @other, if only that one is named), or a move of @face to @person.  No is
 * remembered: the persons are kept apart, the face is rejected from @person.  Skip is remembered as well; nothing is
 * asked a second time.
 */
KindredEdit *kindred_edit_new_answer (gint64 person, gint64 other, gint64 face, KindredAnswer answer, GError **error);

/* One of several answers: as in kindred_edit_new_answer(), yes or no. */
typedef struct
{
  gint64 other;
  gint64 face;
  KindredAnswer answer;
} KindredCandidateAnswer;

/* What was said of the candidates of @person (kindred_library_list_candidates_async()), as one edit.  Whoever is the
 * same is merged into @person, which keeps its cover. */
KindredEdit *kindred_edit_new_answers (gint64 person, const KindredCandidateAnswer *answers, gsize n_answers,
                                       GError **error);

KindredEdit *kindred_edit_new_favourite (const gint64 *persons, gsize n_persons, gboolean favourite, GError **error);

/* @date: "YYYY", "YYYY-MM" or "YYYY-MM-DD"; NULL or only white space takes it away. */
KindredEdit *kindred_edit_new_birth (gint64 person, const char *date, GError **error);

/* At most KINDRED_NOTES_MAX characters, with line breaks; NULL or only white space takes them away. */
KindredEdit *kindred_edit_new_notes (gint64 person, const char *text, GError **error);

KindredEditKind kindred_edit_get_kind (const KindredEdit *self);
KindredEdit *kindred_edit_ref (KindredEdit *self);
void kindred_edit_unref (KindredEdit *self);

/* The rules for names above.  Returns: (transfer full) (nullable): NULL without @error for "no name" */
char *kindred_name_normalize (const char *name, GError **error);

/* Likewise for birth dates and notes. */
char *kindred_birth_normalize (const char *date, GError **error);
char *kindred_notes_normalize (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredEdit, kindred_edit_unref)

G_END_DECLS
