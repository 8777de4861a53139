/* kindred-grouping-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-grouping-input.h"

#include <math.h>

#include "base/kindred-error.h"

gboolean
kindred_grouping_input_is_decided (const KindredGroupingInput *self, gsize face)
{
  return self->person[face] >= 0 && (self->face_flags[face] & KINDRED_GROUPING_FACE_DECIDED) != 0;
}

gboolean
kindred_grouping_input_is_kept (const KindredGroupingInput *self, gint32 person)
{
  return person >= 0 && (self->person_flags[person] & KINDRED_GROUPING_PERSON_KEPT) != 0;
}

gboolean
kindred_grouping_input_has_lost (const KindredGroupingInput *self, gint32 person)
{
  return person >= 0 && (self->person_flags[person] & KINDRED_GROUPING_PERSON_LOST) != 0;
}

static gboolean
check_indices (const KindredGroupingInput *self)
{
  for (gsize i = 0; i < self->n_faces; i++)
    if (self->person[i] < -1 || self->person[i] >= (gint64) self->n_persons)
      return FALSE;

  for (gsize i = 0; i < self->n_rejections; i++)
    if (self->rejections[i].face < 0 || self->rejections[i].face >= (gint64) self->n_faces
        || self->rejections[i].person < 0 || self->rejections[i].person >= (gint64) self->n_persons)
      return FALSE;

  return TRUE;
}

gboolean
kindred_grouping_input_check (const KindredGroupingInput *self, GError **error)
{
  const char *reason = NULL;

  if (!(self->eps > 0) || !isfinite (self->eps))
    reason = "eps must be above zero";
  else if (self->min_samples < 1)
    reason = "min_samples must be one at least";
  else if (!(self->max_mean >= 0))
    reason = "max_mean must not be negative";
  else if (self->dimension == 0 || self->n_faces > G_MAXINT32 - 1 || self->n_persons > G_MAXINT32 - 1)
    reason = "too many faces, or no dimension";
  else if (!check_indices (self))
    reason = "an index is out of range";

  if (reason != NULL)
    g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT, "Faces cannot be grouped: %s", reason);

  return reason == NULL;
}
