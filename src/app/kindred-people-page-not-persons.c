/* kindred-people-page-not-persons.c - persons all of whose faces are none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-people-page-private.h"

typedef struct
{
  KindredSession *session;
  GArray *persons;
  guint next;
  GArray *faces;
} Collection;

static void
collection_free (Collection *self)
{
  g_object_unref (self->session);
  g_array_unref (self->persons);
  g_array_unref (self->faces);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Collection, collection_free)

static void collect_next (Collection *self);

static void
faces_listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Collection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = kindred_library_list_faces_finish (KINDRED_LIBRARY (object), result, &error);

  if (faces == NULL)
    {
      kindred_session_report (self->session, error);
      return;
    }

  for (guint i = 0; i < faces->len; i++)
    g_array_append_val (self->faces, ((KindredFaceRecord *) g_ptr_array_index (faces, i))->id);
  collect_next (g_steal_pointer (&self));
}

/* Takes @self over. */
static void
collect_next (Collection *self)
{
  g_autoptr (Collection) owned = self;
  g_autoptr (GError) error = NULL;
  KindredEdit *edit;

  if (self->next < self->persons->len)
    {
      const KindredFaceQuery query
          = { .kind = KINDRED_FACES_OF_PERSON, .person = g_array_index (self->persons, gint64, self->next++) };

      kindred_library_list_faces_async (kindred_session_get_library (self->session), &query, NULL, faces_listed_cb,
                                        g_steal_pointer (&owned));
      return;
    }
  if (self->faces->len == 0)
    return;

  edit = kindred_edit_new_not_a_face ((const gint64 *) self->faces->data, self->faces->len, &error);
  kindred_session_edit (self->session, edit, error);
}

void
kindred_people_page_mark_not_persons (KindredPeoplePage *self, GPtrArray *persons)
{
  Collection *collection = g_new0 (Collection, 1);

  collection->session = g_object_ref (self->session);
  collection->persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  collection->faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < persons->len; i++)
    {
      gint64 id = kindred_item_get_id (g_ptr_array_index (persons, i));

      g_array_append_val (collection->persons, id);
    }
  collect_next (collection);
  kindred_item_selection_leave (self->selection);
}
