/* kindred-people-page-strangers.c - people seen once, to be hidden many at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-people-page-private.h"

/* As many photos as a passer-by may be in */
#define FEW_PHOTOS 3

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredPeoplePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) persons = kindred_library_list_strangers_finish (KINDRED_LIBRARY (object), result, &error);

  /* Cancelled when it is asked again, and when the page goes */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (persons == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }

  kindred_people_model_set_strangers (self->people, persons);
  kindred_people_page_update_content (self);
}

void
kindred_people_page_stop_strangers (KindredPeoplePage *self)
{
  g_cancellable_cancel (self->strangers_cancellable);
  g_clear_object (&self->strangers_cancellable);
}

void
kindred_people_page_list_strangers (KindredPeoplePage *self)
{
  const KindredStrangerQuery query = {
    .one_day = gtk_toggle_button_get_active (self->one_day_button),
    .max_photos = gtk_toggle_button_get_active (self->few_photos_button) ? FEW_PHOTOS : 0,
    .always_small = gtk_toggle_button_get_active (self->small_button),
  };

  if (self->session == NULL || self->filter != KINDRED_PEOPLE_STRANGERS)
    return;

  kindred_people_page_stop_strangers (self);
  self->strangers_cancellable = g_cancellable_new ();
  kindred_library_list_strangers_async (kindred_session_get_library (self->session), &query,
                                        self->strangers_cancellable, listed_cb, self);
}
