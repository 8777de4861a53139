/* kindred-indexed-faces.h - the faces of one encoder as src/grouping wants them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/kindred-models.h"
#include "grouping/kindred-suggest.h"
#include "store/kindred-store-questions.h"

G_BEGIN_DECLS

/**
 * KindredIndexedFaces:
 * @encoder: whose vectors they are
 * @faces: with ids; owned
 * @input: the same with indices, of faces and of persons in the order of @faces, for src/grouping, which knows nothing
 *   of ids; settings are the encoder's until somebody sets others.  Points into the rest.
 * @answered: (nullable) (element-type KindredAnswered): for kindred_suggest()
 *
 * Does not change once made, so that threads may share it.
 */
typedef struct
{
  const KindredEncoderInfo *encoder;
  KindredGroupingFaces *faces;
  KindredGroupingInput input;
  gint32 *photo;
  gint32 *person;
  guint8 *face_flags;
  guint8 *person_flags;
  KindredGroupingRejection *rejections;
  GArray *answered;
} KindredIndexedFaces;

/* Takes @faces over. */
KindredIndexedFaces *kindred_indexed_faces_new (KindredGroupingFaces *faces, const KindredEncoderInfo *encoder);
void kindred_indexed_faces_free (KindredIndexedFaces *self);

/* Once: who is hidden, and what was asked before. */
void kindred_indexed_faces_set_settled (KindredIndexedFaces *self, const KindredSettled *settled);

/* The index of person @id, or -1. */
gint32 kindred_indexed_faces_find_person (const KindredIndexedFaces *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredIndexedFaces, kindred_indexed_faces_free)

G_END_DECLS
