/* kindred-commands-photos.c - photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-json.h"
#include "kindred-table.h"

static char *option_state;

static const char *const photo_states[] = { "new", "done", "failed", "missing" };

static const char *
get_state_name (KindredPhotoState state)
{
  return (guint) state < G_N_ELEMENTS (photo_states) ? photo_states[state] : "";
}

/* The camera's own clock: no time zone is known. */
static char *
format_taken (const KindredPhotoRecord *photo)
{
  g_autoptr (GDateTime) taken = photo->date_source != 0 ? g_date_time_new_from_unix_utc (photo->taken) : NULL;

  return taken != NULL ? g_date_time_format (taken, "%Y-%m-%dT%H:%M:%S") : NULL;
}

static void
add_position (JsonBuilder *builder, const char *name, const KindredPhotoRecord *photo, double value)
{
  if (photo->has_position)
    kindred_json_add_double (builder, name, value);
  else
    kindred_json_add_string (builder, name, NULL);
}

static void
print_photos_json (GPtrArray *photos)
{
  KindredJsonList list;

  kindred_json_list_begin (&list);
  for (guint i = 0; i < photos->len; i++)
    {
      const KindredPhotoRecord *photo = photos->pdata[i];
      g_autofree char *taken = format_taken (photo);

      json_builder_begin_object (list.builder);
      kindred_json_add_id (list.builder, "id", photo->id);
      kindred_json_add_path (list.builder, "path", photo->path);
      kindred_json_add_string (list.builder, "state", get_state_name (photo->state));
      kindred_json_add_int (list.builder, "width", photo->width);
      kindred_json_add_int (list.builder, "height", photo->height);
      kindred_json_add_int (list.builder, "orientation", photo->orientation);
      kindred_json_add_string (list.builder, "taken", taken);
      add_position (list.builder, "latitude", photo, photo->latitude);
      add_position (list.builder, "longitude", photo, photo->longitude);
      kindred_json_add_string (list.builder, "camera", photo->camera);
      kindred_json_add_int (list.builder, "faces", photo->n_faces);
      kindred_json_add_string (list.builder, "error", photo->state == KINDRED_PHOTO_FAILED ? photo->error : NULL);
      json_builder_end_object (list.builder);
      kindred_json_list_flush (&list);
    }
  kindred_json_list_end (&list);
}

static void
print_photos (GPtrArray *photos)
{
  g_autoptr (KindredTable) table
      = kindred_table_new (_ (">ID"), _ ("State"), _ (">Size"), _ (">Faces"), _ ("Taken"), _ ("Photo"), NULL);

  for (guint i = 0; i < photos->len; i++)
    {
      const KindredPhotoRecord *photo = photos->pdata[i];
      char *taken = format_taken (photo);

      kindred_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT, photo->id),
                         g_strdup (get_state_name (photo->state)),
                         photo->width > 0 ? g_strdup_printf ("%d×%d", photo->width, photo->height) : g_strdup (""),
                         g_strdup_printf ("%u", photo->n_faces), taken != NULL ? taken : g_strdup (""),
                         kindred_paths_display (photo->path));
    }

  kindred_table_print (table);
}

static gboolean
parse_state (KindredPhotoQuery *query, GError **error)
{
  g_autofree char *shown = NULL;

  if (option_state == NULL)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (photo_states); i++)
    if (g_str_equal (option_state, photo_states[i]))
      {
        query->with_state = TRUE;
        query->state = i;
        return TRUE;
      }

  kindred_cli_usage_error (error, _ ("“%s” is no state of a photo; there are new, done, failed, missing"),
                           option_state);

  return FALSE;
}

static KindredExit
run_photos (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  KindredPhotoQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) photos = NULL;

  if (!parse_state (&query, error) || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_list_photos_async (cli->library, &query, NULL, kindred_await_cb, &result);
  photos = kindred_library_list_photos_finish (cli->library, kindred_await (&result), error);
  if (photos == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_photos_json (photos);
  else
    print_photos (photos);

  return KINDRED_EXIT_DONE;
}

static const GOptionEntry photos_entries[] = {
  { "state", 0, 0, G_OPTION_ARG_STRING, &option_state, N_ ("Only new, done, failed or missing ones"), "STATE" },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_photos[] = {
  { "photos", "", N_ ("List photos"), N_ ("In JSON, “taken” is the camera's clock, which knows no time zone."),
    photos_entries, 0, 0, run_photos },
  { NULL },
};
