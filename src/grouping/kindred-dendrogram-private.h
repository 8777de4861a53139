/* kindred-dendrogram-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-dendrogram.h"

G_BEGIN_DECLS

/* Two faces whose groups become one. */
typedef struct
{
  float height; /* mean squared distance */
  gint32 a;
  gint32 b;
} KindredMerge;

struct _KindredDendrogram
{
  gsize n;
  KindredMerge *merges; /* n - 1, in ascending order of height */
  gsize n_merges;
};

G_END_DECLS
