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

/**
 * kindred_links_find:
 * @rows: (nullable) (array length=n_rows): only links with one of these at one end at least; NULL for all.
 *   @n_neighbours then counts for the others only what was seen from @rows.
 *
 * All pairs within input->eps, of whatever photo or person.  Blocks.
 */
KindredLinks *kindred_links_find (const KindredGroupingInput *input, const gint32 *rows, gsize n_rows,
                                  KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                  GError **error);
void kindred_links_free (KindredLinks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredLinks, kindred_links_free)

G_END_DECLS
