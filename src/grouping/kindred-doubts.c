/* kindred-doubts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-doubts.h"

#include <cblas.h>
#include <math.h>

#include "base/kindred-error.h"
#include "kindred-suggest.h"

#define BLOCK 256 /* faces that are compared with all persons at a time */

typedef struct
{
  const KindredGroupingInput *input;
  gint32 person;
  double *sum;    /* of the person's embeddings */
  gsize n;        /* of the person's faces */
  GArray *rivals; /* (element-type float): the other persons' directions */
  gsize n_rivals;
  double length; /* of an embedding, on average */
  GArray *doubts;
} Doubts;

static void
doubts_clear (Doubts *self)
{
  g_clear_pointer (&self->sum, g_free);
  g_clear_pointer (&self->rivals, g_array_unref);
  g_clear_pointer (&self->doubts, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Doubts, doubts_clear)

static const float *
get_embedding (const KindredGroupingInput *input, gsize face)
{
  return input->embeddings + face * input->dimension;
}

static double *
sum_persons (Doubts *self)
{
  const KindredGroupingInput *input = self->input;
  double *sums = g_new0 (double, MAX (input->n_persons * input->dimension, 1));

  for (gsize i = 0; i < input->n_faces; i++)
    {
      const float *embedding = get_embedding (input, i);

      self->length += sqrt (cblas_dsdot (input->dimension, embedding, 1, embedding, 1)) / input->n_faces;
      if (input->person[i] < 0)
        continue;
      for (gsize k = 0; k < input->dimension; k++)
        sums[input->person[i] * input->dimension + k] += embedding[k];
    }

  return sums;
}

static void
add_rival (Doubts *self, const double *sum)
{
  gsize dimension = self->input->dimension;
  double length = cblas_dnrm2 (dimension, sum, 1);

  if (!(length > 0))
    return;

  for (gsize k = 0; k < dimension; k++)
    {
      float component = (float) (sum[k] / length);

      g_array_append_val (self->rivals, component);
    }
  self->n_rivals++;
}

static gboolean
collect (Doubts *self, GError **error)
{
  const KindredGroupingInput *input = self->input;
  gsize dimension = input->dimension;
  g_autofree double *sums = sum_persons (self);

  if (!isfinite (self->length))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT,
                           "Faces cannot be compared: some hold values that are not finite");
      return FALSE;
    }

  self->sum = g_memdup2 (sums + self->person * dimension, dimension * sizeof *sums);
  self->rivals = g_array_new (FALSE, FALSE, sizeof (float));
  for (gsize p = 0; p < input->n_persons; p++)
    if ((gint64) p != self->person)
      add_rival (self, sums + p * dimension);

  self->doubts = g_array_new (FALSE, FALSE, sizeof (KindredFaceDoubt));
  for (gsize i = 0; i < input->n_faces; i++)
    if (input->person[i] == self->person)
      {
        const KindredFaceDoubt doubt = { i, 0, FALSE };

        g_array_append_val (self->doubts, doubt);
      }
  self->n = self->doubts->len;

  return TRUE;
}

/* Both brought to the mean length. */
static double
get_likelihood (const Doubts *self, double cosine)
{
  return kindred_suggest_get_likelihood (self->length * sqrt (MAX (2 - 2 * cosine, 0)), self->input->eps);
}

/* With the mean of the others. */
static double
get_own_cosine (const Doubts *self, const float *embedding)
{
  double product = 0, square = 0, rest_square = 0;

  for (gsize k = 0; k < self->input->dimension; k++)
    {
      double rest = self->sum[k] - embedding[k];

      product += rest * embedding[k];
      square += (double) embedding[k] * embedding[k];
      rest_square += rest * rest;
    }

  return square > 0 && rest_square > 0 ? product / sqrt (square * rest_square) : 0;
}

static float
get_doubt (const Doubts *self, const float *embedding, const float *products)
{
  double length = cblas_snrm2 (self->input->dimension, embedding, 1);
  double own = self->n > 1 ? get_likelihood (self, get_own_cosine (self, embedding)) : 1;
  double cosine = -1, rival;

  for (gsize r = 0; r < self->n_rivals; r++)
    cosine = MAX (cosine, products[r] / MAX (length, G_MINFLOAT));
  rival = self->n_rivals > 0 ? get_likelihood (self, cosine) : 0;

  return (float) CLAMP (1 - own * own / MAX (own + rival, G_MINDOUBLE), 0, 1);
}

static gboolean
judge (Doubts *self, GCancellable *cancellable, GError **error)
{
  gsize dimension = self->input->dimension;
  g_autofree float *block = g_new (float, BLOCK *dimension);
  g_autofree float *products = g_new (float, BLOCK *MAX (self->n_rivals, 1));
  KindredFaceDoubt *doubts = (KindredFaceDoubt *) (gpointer) self->doubts->data;

  for (gsize first = 0; first < self->n; first += BLOCK)
    {
      gsize n = MIN (BLOCK, self->n - first);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      for (gsize i = 0; i < n; i++)
        cblas_scopy (dimension, get_embedding (self->input, doubts[first + i].face), 1, block + i * dimension, 1);
      if (self->n_rivals > 0)
        cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n, self->n_rivals, dimension, 1, block, dimension,
                     (const float *) (gpointer) self->rivals->data, dimension, 0, products, self->n_rivals);
      for (gsize i = 0; i < n; i++)
        doubts[first + i].doubt = get_doubt (self, block + i * dimension, products + i * self->n_rivals);
    }

  return TRUE;
}

static void
mark_same_photo (Doubts *self)
{
  KindredFaceDoubt *doubts = (KindredFaceDoubt *) (gpointer) self->doubts->data;
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL); /* of a photo: its place + 1 */

  for (gsize i = 0; i < self->n; i++)
    {
      gpointer photo = GINT_TO_POINTER (self->input->photo[doubts[i].face]);
      gsize other = GPOINTER_TO_SIZE (g_hash_table_lookup (best, photo));

      if (other > 0)
        doubts[i].same_photo = doubts[other - 1].same_photo = TRUE;
      if (other == 0 || doubts[i].doubt < doubts[other - 1].doubt)
        g_hash_table_insert (best, photo, GSIZE_TO_POINTER (i + 1));
    }

  for (gsize i = 0; i < self->n; i++)
    if (doubts[i].same_photo
        && GPOINTER_TO_SIZE (g_hash_table_lookup (best, GINT_TO_POINTER (self->input->photo[doubts[i].face]))) != i + 1)
      doubts[i].doubt = 0.5f + doubts[i].doubt / 2;
}

static int
compare_doubts (gconstpointer a, gconstpointer b)
{
  const KindredFaceDoubt *first = a, *second = b;

  if (first->doubt != second->doubt)
    return first->doubt > second->doubt ? -1 : 1;

  return first->face < second->face ? -1 : first->face > second->face;
}

GArray *
kindred_doubts (const KindredGroupingInput *input, gint32 person, GCancellable *cancellable, GError **error)
{
  g_auto (Doubts) self = { .input = input, .person = person };

  g_return_val_if_fail (input != NULL, NULL);
  g_return_val_if_fail (person >= 0 && person < (gint64) input->n_persons, NULL);

  if (!kindred_grouping_input_check (input, error) || !collect (&self, error) || !judge (&self, cancellable, error))
    return NULL;

  mark_same_photo (&self);
  g_array_sort (self.doubts, compare_doubts);

  return g_steal_pointer (&self.doubts);
}
