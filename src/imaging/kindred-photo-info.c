/* kindred-photo-info.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-photo-info.h"

KindredPhotoInfo *
kindred_photo_info_new (void)
{
  KindredPhotoInfo *self = g_new0 (KindredPhotoInfo, 1);

  self->orientation = 1;

  return self;
}

void
kindred_photo_info_free (KindredPhotoInfo *self)
{
  if (self == NULL)
    return;

  g_free (self->camera);
  g_free (self);
}

gint64
kindred_photo_info_to_wall_clock (gint64 seconds)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (seconds);

  return local != NULL ? seconds + g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND : seconds;
}
