/* kindred-records.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-records.h"

const char *
kindred_decision_to_string (KindredDecision decision)
{
  switch (decision)
    {
    case KINDRED_DECISION_NONE:
      return "none";
    case KINDRED_DECISION_CONFIRMED:
      return "confirmed";
    case KINDRED_DECISION_NOT_A_FACE:
      return "not-a-face";
    case KINDRED_DECISION_IGNORED:
      return "ignored";
    default:
      g_return_val_if_reached ("none");
    }
}

void
kindred_folder_record_free (KindredFolderRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self);
}

KindredPhotoRecord *
kindred_photo_record_new (void)
{
  return g_new0 (KindredPhotoRecord, 1);
}

void
kindred_photo_record_free (KindredPhotoRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->content_hash);
  g_free (self->camera);
  g_free (self->error);
  g_free (self);
}

KindredFaceRecord *
kindred_face_record_new (void)
{
  KindredFaceRecord *self = g_new0 (KindredFaceRecord, 1);

  self->time = -1;

  return self;
}

void
kindred_face_record_free (KindredFaceRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->photo_path);
  g_free (self->detector);
  g_free (self->encoder);
  g_free (self->embedding);
  g_free (self->person_name);
  g_free (self);
}

void
kindred_person_record_free (KindredPersonRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->birth);
  g_free (self->notes);
  g_free (self);
}

void
kindred_edit_record_free (KindredEditRecord *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->other_name);
  g_free (self);
}
