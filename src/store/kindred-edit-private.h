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
  gint64 target; /* name, cover: the person; merge, move: the one that gets faces, or 0; folder */
  gint64 from;   /* move: a person, or 0 */
  gint64 face;   /* cover, or 0 */
  gint64 *ids;   /* faces or persons, each once, in order */
  gsize n_ids;
  char *name;    /* normalized */
  gboolean flag; /* hide */
};

G_END_DECLS
