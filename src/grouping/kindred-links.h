/* kindred-links.h - pairs of faces that look alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-regroup.h"

G_BEGIN_DECLS

typedef struct
{
  float squared; /* distance */
  gint32 a;      /* a < b */
  gint32 b;
} KindredLink;

/* Enough for a group to hold together however dense it is, and memory stays linear in the number of faces. */
#define KINDRED_LINKS_PER_FACE 48

/**
 * KindredLinks:
 * @links: (element-type KindredLink): in ascending order of distance, then of faces; of each face the shortest
 *   KINDRED_LINKS_PER_FACE at least
 * @n_neighbours: per face, faces within eps, itself included
 */
typedef struct
{
  GArray *links;
  gint32 *n_neighbours;
} KindredLinks;

/* All pairs within input->eps, of whatever photo or person.  Blocks. */
KindredLinks *kindred_links_find (const KindredGroupingInput *input, KindredProgressFunc progress,
                                  gpointer progress_data, GCancellable *cancellable, GError **error);
void kindred_links_free (KindredLinks *self);

/* The same in portions, for some faces only.  One thread. */
typedef struct _KindredLinkSearch KindredLinkSearch;

/* @input: borrowed */
KindredLinkSearch *kindred_link_search_new (const KindredGroupingInput *input);
void kindred_link_search_free (KindredLinkSearch *self);

/**
 * kindred_link_search_run:
 * @rows: (nullable) (array length=n_rows): faces, none of which were rows before; NULL for all faces
 *
 * Adds the pairs within input->eps of which one at least is among @rows.  Blocks.
 */
gboolean kindred_link_search_run (KindredLinkSearch *self, const gint32 *rows, gsize n_rows,
                                  KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                  GError **error);

/* Adds the pairs within input->eps of which both are among @faces, and none was a row before.  Costs faces x faces.  No
 * face may be among others, or a row, later.  Blocks. */
gboolean kindred_link_search_run_among (KindredLinkSearch *self, const gint32 *faces, gsize n_faces,
                                        GCancellable *cancellable, GError **error);

/* What was found by now.  For faces that were no rows, @n_neighbours counts only what was seen from rows. */
KindredLinks *kindred_link_search_get (const KindredLinkSearch *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredLinks, kindred_links_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredLinkSearch, kindred_link_search_free)

G_END_DECLS
