/* kindred-search-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-search-provider.h"

#include "kindred-shell-search.h"

#define OBJECT_PATH "/io/github/kindred_photos/Kindred/SearchProvider"

/* The overview shows about five. */
#define MAX_RESULTS 20

/* The user is typing: what has no picture by then is shown without. */
#define PICTURES_TIMEOUT_MS 500

struct _KindredSearchProvider
{
  GObject parent_instance;

  KindredApplication *application; /* not owned: it outlives this */
  KindredShellSearchProvider2 *skeleton;
};

G_DEFINE_FINAL_TYPE (KindredSearchProvider, kindred_search_provider, G_TYPE_OBJECT)

/* ---- one call ---- */

/* What was asked, until it is answered. */
typedef struct
{
  KindredSearchProvider *provider;
  GDBusMethodInvocation *invocation; /* taken by the answer */
  char *query;                       /* or */
  GStrv identifiers;
} Call;

static Call *
call_new (KindredSearchProvider *self, GDBusMethodInvocation *invocation)
{
  Call *call = g_new0 (Call, 1);

  call->provider = g_object_ref (self);
  call->invocation = invocation;
  g_application_hold (G_APPLICATION (self->application));

  return call;
}

static void
call_free (Call *call)
{
  g_application_release (G_APPLICATION (call->provider->application));
  g_object_unref (call->provider);
  g_free (call->query);
  g_strfreev (call->identifiers);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* NULL when there is no library, or it cannot be opened: then nothing is found, and the user will see why when the
 * window opens. */
static KindredSession *
load_finish (GObject *object, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  KindredSession *session = kindred_application_load_session_finish (KINDRED_APPLICATION (object), result, &error);

  if (session == NULL)
    g_debug ("search: %s", error->message);

  return session;
}

/* ---- results ---- */

static char *
dup_identifier (KindredPersonItem *person)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, kindred_item_get_id (KINDRED_ITEM (person)));
}

static gint64
parse_identifier (const char *identifier)
{
  gint64 id;

  return g_ascii_string_to_signed (identifier, 10, 1, G_MAXINT64, &id, NULL) ? id : 0;
}

static GStrv
find_people (KindredPeople *people, const char *query)
{
  g_autoptr (GPtrArray) found = kindred_people_complete (people, query, 0, 0);
  g_autoptr (GStrvBuilder) identifiers = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < found->len && n < MAX_RESULTS; i++)
    {
      g_autofree char *identifier = dup_identifier (found->pdata[i]);

      if (kindred_person_item_get_hidden (found->pdata[i]))
        continue;
      g_strv_builder_add (identifiers, identifier);
      n++;
    }

  return g_strv_builder_end (identifiers);
}

static void
search_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (KindredSession) session = load_finish (object, result);
  static const char *const nobody[] = { NULL };
  g_auto (GStrv) found = NULL;

  if (session != NULL && *call->query != '\0')
    found = find_people (kindred_session_get_people (session), call->query);

  /* The same for both methods. */
  kindred_shell_search_provider2_complete_get_initial_result_set (call->provider->skeleton, call->invocation,
                                                                  found != NULL ? (const char *const *) found : nobody);
}

static void
search (KindredSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  Call *call = call_new (self, invocation);

  call->query = g_strjoinv (" ", (GStrv) terms);
  g_strstrip (call->query);
  kindred_application_load_session_async (self->application, search_loaded_cb, call);
}

static gboolean
handle_initial_cb (KindredSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  search (self, invocation, terms);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_subsearch_cb (KindredSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *previous,
                     const char *const *terms)
{
  search (self, invocation, terms);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* ---- what is shown of them ---- */

/* Those asked for, while their pictures are read. */
typedef struct
{
  Call *call;
  GPtrArray *people; /* KindredPersonItem */
  GPtrArray *icons;  /* GIcon, or NULL; as many */
  GCancellable *cancellable;
  guint timeout;
  guint n_waiting;
} Metas;

static void
metas_free (Metas *metas)
{
  g_clear_handle_id (&metas->timeout, g_source_remove);
  g_ptr_array_unref (metas->people);
  g_ptr_array_unref (metas->icons);
  g_object_unref (metas->cancellable);
  call_free (metas->call);
  g_free (metas);
}

static void
add_meta (GVariantBuilder *builder, KindredPersonItem *person, GIcon *icon)
{
  g_autofree char *identifier = dup_identifier (person);
  g_autofree char *summary = kindred_person_item_dup_summary (person);

  g_variant_builder_open (builder, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (builder, "{sv}", "id", g_variant_new_string (identifier));
  g_variant_builder_add (builder, "{sv}", "name", g_variant_new_string (kindred_person_item_get_title (person)));
  g_variant_builder_add (builder, "{sv}", "description", g_variant_new_string (summary));
  if (icon != NULL)
    {
      g_autoptr (GVariant) serialized = g_icon_serialize (icon);

      g_variant_builder_add (builder, "{sv}", "icon", serialized);
    }
  g_variant_builder_close (builder);
}

static void
answer_metas (Metas *metas)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));

  for (guint i = 0; i < metas->people->len; i++)
    add_meta (&builder, metas->people->pdata[i], metas->icons->pdata[i]);

  kindred_shell_search_provider2_complete_get_result_metas (metas->call->provider->skeleton, metas->call->invocation,
                                                            g_variant_builder_end (&builder));
  metas_free (metas);
}

static void
one_answered (Metas *metas)
{
  if (--metas->n_waiting == 0)
    answer_metas (metas);
}

/* One picture, and whose it is. */
typedef struct
{
  Metas *metas;
  guint position;
} Picture;

static void
picture_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Picture *picture = user_data;
  g_autoptr (GBytes) bytes = kindred_library_load_thumbnail_finish (KINDRED_LIBRARY (object), result, NULL);

  if (bytes != NULL)
    picture->metas->icons->pdata[picture->position] = g_bytes_icon_new (bytes);
  one_answered (picture->metas);
}

static gboolean
pictures_timed_out_cb (gpointer user_data)
{
  Metas *metas = user_data;

  metas->timeout = 0;
  g_cancellable_cancel (metas->cancellable);

  return G_SOURCE_REMOVE;
}

static void
load_pictures (Metas *metas, KindredLibrary *library)
{
  metas->n_waiting = metas->people->len + 1;
  metas->timeout = g_timeout_add (PICTURES_TIMEOUT_MS, pictures_timed_out_cb, metas);

  for (guint i = 0; i < metas->people->len; i++)
    {
      Picture *picture = g_new (Picture, 1);

      *picture = (Picture){ metas, i };
      g_ptr_array_add (metas->icons, NULL);
      kindred_library_load_thumbnail_async (library, kindred_person_item_get_cover (metas->people->pdata[i]),
                                            metas->cancellable, picture_loaded_cb, picture);
    }

  one_answered (metas);
}

static void
unref_icon (gpointer icon)
{
  g_clear_object (&icon);
}

static void
metas_loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (KindredSession) session = load_finish (object, result);
  Metas *metas = g_new0 (Metas, 1);

  metas->call = call;
  metas->people = g_ptr_array_new_with_free_func (g_object_unref);
  metas->icons = g_ptr_array_new_with_free_func (unref_icon);
  metas->cancellable = g_cancellable_new ();

  for (guint i = 0; session != NULL && call->identifiers[i] != NULL && i < MAX_RESULTS; i++)
    {
      KindredPersonItem *person
          = kindred_people_lookup (kindred_session_get_people (session), parse_identifier (call->identifiers[i]));

      if (person != NULL && !kindred_person_item_get_hidden (person))
        g_ptr_array_add (metas->people, g_object_ref (person));
    }

  if (session != NULL)
    load_pictures (metas, kindred_session_get_library (session));
  else
    answer_metas (metas);
}

static gboolean
handle_metas_cb (KindredSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *identifiers)
{
  Call *call = call_new (self, invocation);

  call->identifiers = g_strdupv ((GStrv) identifiers);
  kindred_application_load_session_async (self->application, metas_loaded_cb, call);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* ---- opening ---- */

static gboolean
handle_activate_cb (KindredSearchProvider *self, GDBusMethodInvocation *invocation, const char *identifier,
                    const char *const *terms, guint timestamp)
{
  kindred_application_show_person (self->application, parse_identifier (identifier), timestamp);
  kindred_shell_search_provider2_complete_activate_result (self->skeleton, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
handle_launch_cb (KindredSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms,
                  guint timestamp)
{
  g_autofree char *query = g_strjoinv (" ", (GStrv) terms);

  kindred_application_search (self->application, query, timestamp);
  kindred_shell_search_provider2_complete_launch_search (self->skeleton, invocation);

  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* ---- object ---- */

static void
kindred_search_provider_finalize (GObject *object)
{
  KindredSearchProvider *self = KINDRED_SEARCH_PROVIDER (object);

  g_object_unref (self->skeleton);

  G_OBJECT_CLASS (kindred_search_provider_parent_class)->finalize (object);
}

static void
kindred_search_provider_class_init (KindredSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_search_provider_finalize;
}

static void
kindred_search_provider_init (KindredSearchProvider *self)
{
  self->skeleton = kindred_shell_search_provider2_skeleton_new ();
  g_signal_connect_object (self->skeleton, "handle-get-initial-result-set", G_CALLBACK (handle_initial_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-get-subsearch-result-set", G_CALLBACK (handle_subsearch_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-get-result-metas", G_CALLBACK (handle_metas_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-activate-result", G_CALLBACK (handle_activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->skeleton, "handle-launch-search", G_CALLBACK (handle_launch_cb), self,
                           G_CONNECT_SWAPPED);
}

KindredSearchProvider *
kindred_search_provider_new (KindredApplication *application)
{
  KindredSearchProvider *self;

  g_return_val_if_fail (KINDRED_IS_APPLICATION (application), NULL);

  self = g_object_new (KINDRED_TYPE_SEARCH_PROVIDER, NULL);
  self->application = application;

  return self;
}

gboolean
kindred_search_provider_export (KindredSearchProvider *self, GDBusConnection *connection, GError **error)
{
  g_return_val_if_fail (KINDRED_IS_SEARCH_PROVIDER (self), FALSE);

  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, OBJECT_PATH, error);
}

void
kindred_search_provider_unexport (KindredSearchProvider *self)
{
  g_return_if_fail (KINDRED_IS_SEARCH_PROVIDER (self));

  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}
