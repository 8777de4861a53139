/* kindred-edit-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-edit.h"

G_BEGIN_DECLS

struct _KindredEdit
{
  gatomicrefcount ref_count;
  KindredEditKind kind;
  gint64 target; /* the person, if it is about one; merge, move: the one that gets faces, or 0; split: the one that
                  * they leave; folder */
  gint64 from;   /* move: a person, or 0; answer: the other person, or 0 */
  gint64 face;   /* cover, answer, or 0 */
  gint64 *ids;   /* faces or persons, each once, in order */
  gsize n_ids;
  char *name;           /* normalized */
  char *text;           /* birth, notes; normalized */
  gboolean flag;        /* hide, favourite; merge: the other way round if only the other one is named */
  KindredAnswer answer; /* no or skip */
  GPtrArray *parts; /* of KindredEdit: answers, moves of a split, in the order in which they are written; else NULL */
};

/* One of @kind that says nothing yet. */
KindredEdit *kindred_edit_new (KindredEditKind kind);

/* Adds @part (transfer full) (nullable) to the parts.  Returns: FALSE if it is NULL */
gboolean kindred_edit_take_part (KindredEdit *self, KindredEdit *part);

/* KINDRED_ERROR_INVALID_ARGUMENT for what can be no identifier. */
gboolean kindred_edit_check_id (gint64 id, GError **error);

/* Sets KINDRED_ERROR_INVALID_ARGUMENT.  Returns: FALSE */
gboolean kindred_edit_fail (GError **error, const char *text);

G_END_DECLS
