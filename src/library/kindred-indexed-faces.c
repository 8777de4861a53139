/* kindred-indexed-faces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-indexed-faces.h"

static GHashTable *
index_ids (const gint64 *ids, gsize n)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (index, (gpointer) &ids[i], GSIZE_TO_POINTER (i + 1));

  return index;
}

/* -1 when there is none. */
static gint32
lookup (GHashTable *index, gint64 id)
{
  return (gint32) GPOINTER_TO_SIZE (g_hash_table_lookup (index, &id)) - 1;
}

static void
index_faces (KindredIndexedFaces *self, GHashTable *persons)
{
  const KindredGroupingFaces *faces = self->faces;
  g_autoptr (GHashTable) photos = index_ids (faces->photo, faces->n_faces);

  self->photo = g_new (gint32, faces->n_faces);
  self->person = g_new (gint32, faces->n_faces);
  self->face_flags = g_new0 (guint8, faces->n_faces);

  for (gsize i = 0; i < faces->n_faces; i++)
    {
      self->photo[i] = lookup (photos, faces->photo[i]);
      self->person[i] = faces->person[i] != 0 ? lookup (persons, faces->person[i]) : -1;
      if (faces->decided[i])
        self->face_flags[i] |= KINDRED_GROUPING_FACE_DECIDED;
      if (faces->quality[i] < self->encoder->min_quality)
        self->face_flags[i] |= KINDRED_GROUPING_FACE_POOR;
      if (faces->is_new[i])
        self->face_flags[i] |= KINDRED_GROUPING_FACE_NEW;
    }
}

static void
index_rejections (KindredIndexedFaces *self, GHashTable *persons)
{
  const KindredGroupingFaces *faces = self->faces;
  g_autoptr (GHashTable) face_index = index_ids (faces->face, faces->n_faces);
  gsize n = 0;

  self->rejections = g_new (KindredGroupingRejection, faces->n_rejections);
  for (gsize i = 0; i < faces->n_rejections; i++)
    {
      gint32 face = lookup (face_index, faces->rejected_face[i]);
      gint32 person = lookup (persons, faces->rejected_person[i]);

      if (face >= 0 && person >= 0)
        self->rejections[n++] = (KindredGroupingRejection){ face, person };
    }

  self->input.n_rejections = n;
}

static void
index_persons (KindredIndexedFaces *self)
{
  const KindredGroupingFaces *faces = self->faces;

  self->person_flags = g_new0 (guint8, faces->n_persons);
  for (gsize i = 0; i < faces->n_persons; i++)
    self->person_flags[i] = (faces->person_kept[i] ? KINDRED_GROUPING_PERSON_KEPT : 0)
                            | (faces->person_named[i] ? KINDRED_GROUPING_PERSON_NAMED : 0)
                            | (faces->person_lost[i] ? KINDRED_GROUPING_PERSON_LOST : 0)
                            | (faces->person_settled[i] ? KINDRED_GROUPING_PERSON_SETTLED : 0);
}

KindredIndexedFaces *
kindred_indexed_faces_new (KindredGroupingFaces *faces, const KindredEncoderInfo *encoder)
{
  g_autoptr (GHashTable) persons = NULL;
  KindredIndexedFaces *self;

  g_return_val_if_fail (faces != NULL && encoder != NULL, NULL);

  self = g_new0 (KindredIndexedFaces, 1);
  self->encoder = encoder;
  self->faces = faces;

  persons = index_ids (faces->person_id, faces->n_persons);
  index_faces (self, persons);
  index_rejections (self, persons);
  index_persons (self);

  self->input.n_faces = faces->n_faces;
  self->input.embeddings = faces->embeddings;
  self->input.dimension = KINDRED_EMBEDDING_SIZE;
  self->input.photo = self->photo;
  self->input.person = self->person;
  self->input.face_flags = self->face_flags;
  self->input.n_persons = faces->n_persons;
  self->input.person_flags = self->person_flags;
  self->input.rejections = self->rejections;
  self->input.eps = encoder->eps;
  self->input.max_mean = encoder->max_mean;
  self->input.min_samples = encoder->min_samples;

  return self;
}

void
kindred_indexed_faces_free (KindredIndexedFaces *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->faces, kindred_grouping_faces_free);
  g_clear_pointer (&self->photo, g_free);
  g_clear_pointer (&self->person, g_free);
  g_clear_pointer (&self->face_flags, g_free);
  g_clear_pointer (&self->person_flags, g_free);
  g_clear_pointer (&self->rejections, g_free);
  g_clear_pointer (&self->answered, g_array_unref);
  g_free (self);
}

/* The store lists persons by id. */
gint32
kindred_indexed_faces_find_person (const KindredIndexedFaces *self, gint64 id)
{
  gsize low = 0, high = self->faces->n_persons;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->faces->person_id[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->faces->n_persons && self->faces->person_id[low] == id ? (gint32) low : -1;
}

void
kindred_indexed_faces_set_settled (KindredIndexedFaces *self, const KindredSettled *settled)
{
  g_autoptr (GHashTable) face_index = index_ids (self->faces->face, self->faces->n_faces);

  for (guint i = 0; i < settled->hidden->len; i++)
    {
      gint32 person = kindred_indexed_faces_find_person (self, g_array_index (settled->hidden, gint64, i));

      if (person >= 0)
        self->person_flags[person] |= KINDRED_GROUPING_PERSON_HIDDEN;
    }

  self->answered = g_array_new (FALSE, FALSE, sizeof (KindredAnswered));
  for (guint i = 0; i < settled->answered->len; i++)
    {
      const KindredAskedQuestion *question = &g_array_index (settled->answered, KindredAskedQuestion, i);
      KindredAnswered answered = { kindred_indexed_faces_find_person (self, question->person), -1, -1 };

      if (question->other != 0)
        answered.other = kindred_indexed_faces_find_person (self, question->other);
      else
        answered.face = lookup (face_index, question->face);

      /* Faces of another encoder, or that are not there just now, are asked about by nobody. */
      if (answered.person >= 0 && (answered.other >= 0 || answered.face >= 0))
        g_array_append_val (self->answered, answered);
    }
}
