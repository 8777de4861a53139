/* kindred-commands-people.c - people, faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-json.h"
#include "kindred-resolve.h"
#include "kindred-table.h"

static char *option_person;
static char *option_photo;
static gboolean option_other;
static gboolean option_not_a_face;

/* ---- people ---- */

static void
print_people_json (GPtrArray *people)
{
  KindredJsonList list;

  kindred_json_list_begin (&list);
  for (guint i = 0; i < people->len; i++)
    {
      const KindredPersonRecord *person = people->pdata[i];

      json_builder_begin_object (list.builder);
      kindred_json_add_id (list.builder, "id", person->id);
      kindred_json_add_string (list.builder, "name", person->name);
      kindred_json_add_int (list.builder, "faces", person->n_faces);
      kindred_json_add_int (list.builder, "photos", person->n_photos);
      kindred_json_add_boolean (list.builder, "hidden", person->hidden);
      kindred_json_add_id (list.builder, "cover", person->cover);
      kindred_json_add_boolean (list.builder, "favourite", person->favourite);
      kindred_json_add_string (list.builder, "birth", person->birth);
      kindred_json_add_string (list.builder, "notes", person->notes);
      json_builder_end_object (list.builder);
      kindred_json_list_flush (&list);
    }
  kindred_json_list_end (&list);
}

static void
print_people (GPtrArray *people)
{
  g_autoptr (KindredTable) table = kindred_table_new (_ (">ID"), _ ("Name"), _ (">Faces"), _ (">Photos"), "", NULL);

  for (guint i = 0; i < people->len; i++)
    {
      const KindredPersonRecord *person = people->pdata[i];

      kindred_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT, person->id),
                         /* Translators: in place of a person's name */
                         g_strdup (person->name != NULL ? person->name : _ ("(unnamed)")),
                         g_strdup_printf ("%u", person->n_faces), g_strdup_printf ("%u", person->n_photos),
                         /* Translators: of a person that the user hid */
                         g_strdup (person->hidden ? _ ("hidden") : ""));
    }

  kindred_table_print (table);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const KindredPersonRecord *first = *(const KindredPersonRecord *const *) a;
  const KindredPersonRecord *second = *(const KindredPersonRecord *const *) b;

  if ((first->name == NULL) != (second->name == NULL))
    return first->name == NULL ? 1 : -1;
  if (first->name != NULL)
    {
      int order = g_utf8_collate (first->name, second->name);

      if (order != 0)
        return order;
    }
  if (first->n_faces != second->n_faces)
    return first->n_faces > second->n_faces ? -1 : 1;

  return first->id < second->id ? -1 : first->id > second->id;
}

static KindredExit
run_people (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error)
      || (people = kindred_resolve_list_people (cli, error)) == NULL)
    return KINDRED_EXIT_FAILED;

  g_ptr_array_sort (people, compare_names);
  if (cli->json)
    print_people_json (people);
  else
    print_people (people);

  return KINDRED_EXIT_DONE;
}

/* ---- faces ---- */

/* Boxes are kept as fractions of the upright picture. */
typedef struct
{
  long x;
  long y;
  long width;
  long height;
} Box;

static Box
get_box (const KindredFaceRecord *face)
{
  return (Box){ lround (face->x * face->photo_width), lround (face->y * face->photo_height),
                lround (face->width * face->photo_width), lround (face->height * face->photo_height) };
}

static void
add_face (JsonBuilder *builder, const KindredFaceRecord *face)
{
  Box box = get_box (face);

  json_builder_begin_object (builder);
  kindred_json_add_id (builder, "id", face->id);
  kindred_json_add_path (builder, "photo", face->photo_path);
  if (face->time >= 0)
    kindred_json_add_double (builder, "time", face->time);
  else
    kindred_json_add_string (builder, "time", NULL);
  kindred_json_add_int (builder, "x", box.x);
  kindred_json_add_int (builder, "y", box.y);
  kindred_json_add_int (builder, "width", box.width);
  kindred_json_add_int (builder, "height", box.height);
  kindred_json_add_id (builder, "person", face->person);
  kindred_json_add_string (builder, "name", face->person != 0 ? face->person_name : NULL);
  kindred_json_add_string (builder, "decision", kindred_decision_to_string (face->decision));
  kindred_json_add_string (builder, "encoder", face->encoder);
  kindred_json_add_string (builder, "detector", face->detector);
  kindred_json_add_double (builder, "quality", face->quality);
  json_builder_end_object (builder);
}

static void
print_faces_json (GPtrArray *faces)
{
  KindredJsonList list;

  kindred_json_list_begin (&list);
  for (guint i = 0; i < faces->len; i++)
    {
      add_face (list.builder, faces->pdata[i]);
      kindred_json_list_flush (&list);
    }
  kindred_json_list_end (&list);
}

static char *
describe_person (const KindredFaceRecord *face)
{
  if (face->person == 0)
    return g_strdup ("");
  if (face->person_name != NULL)
    return g_strdup (face->person_name);

  /* Translators: an unnamed person, by its number */
  return g_strdup_printf (_ ("Person %" PRId64), face->person);
}

static void
print_faces (GPtrArray *faces)
{
  g_autoptr (KindredTable) table = kindred_table_new (_ (">ID"), _ ("Person"), _ ("Decision"), _ (">Left"), _ (">Top"),
                                                      _ (">Size"), _ ("Photo"), NULL);

  for (guint i = 0; i < faces->len; i++)
    {
      const KindredFaceRecord *face = faces->pdata[i];
      Box box = get_box (face);

      kindred_table_add (
          table, g_strdup_printf ("%" G_GINT64_FORMAT, face->id), describe_person (face),
          g_strdup (face->decision != KINDRED_DECISION_NONE ? kindred_decision_to_string (face->decision) : ""),
          g_strdup_printf ("%ld", box.x), g_strdup_printf ("%ld", box.y),
          g_strdup_printf ("%ld×%ld", box.width, box.height), kindred_paths_display (face->photo_path));
    }

  kindred_table_print (table);
}

static gboolean
make_face_query (KindredCli *cli, KindredFaceQuery *query, GError **error)
{
  int n_given = (option_person != NULL) + (option_photo != NULL) + option_other + option_not_a_face;

  if (n_given > 1)
    {
      kindred_cli_usage_error (error, _ ("%s exclude each other"), "--person, --photo, --other, --not-a-face");
      return FALSE;
    }

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error))
    return FALSE;

  if (option_other)
    query->kind = KINDRED_FACES_OTHER;
  else if (option_not_a_face)
    query->kind = KINDRED_FACES_NOT_A_FACE;
  else if (option_person != NULL)
    {
      query->kind = KINDRED_FACES_OF_PERSON;
      return kindred_resolve_person (cli, option_person, &query->person, error);
    }
  else if (option_photo != NULL)
    {
      query->kind = KINDRED_FACES_OF_PHOTO;
      return kindred_resolve_photo (cli, option_photo, &query->photo, error);
    }

  return TRUE;
}

static KindredExit
run_faces (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  KindredFaceQuery query = { .kind = KINDRED_FACES_ALL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  if (!make_face_query (cli, &query, error))
    return KINDRED_EXIT_FAILED;

  kindred_library_list_faces_async (cli->library, &query, NULL, kindred_await_cb, &result);
  faces = kindred_library_list_faces_finish (cli->library, kindred_await (&result), error);
  if (faces == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_faces_json (faces);
  else
    print_faces (faces);

  return KINDRED_EXIT_DONE;
}

static const GOptionEntry faces_entries[] = {
  { "person", 0, 0, G_OPTION_ARG_FILENAME, &option_person, N_ ("Only those of a person"), "PERSON" },
  { "photo", 0, 0, G_OPTION_ARG_FILENAME, &option_photo, N_ ("Only those of a photo"), "PATH" },
  { "other", 0, 0, G_OPTION_ARG_NONE, &option_other, N_ ("Only those of no person"), NULL },
  { "not-a-face", 0, 0, G_OPTION_ARG_NONE, &option_not_a_face, N_ ("Only what was marked as not a face"), NULL },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_people[] = {
  { "people", "", N_ ("List people: named ones first, then by number of faces"), NULL, NULL, 0, 0, run_people },
  { "faces", "", N_ ("List faces"),
    N_ ("Places are in pixels of the upright picture. What was marked as not a face is left out unless asked for."),
    faces_entries, 0, 0, run_faces },
  { NULL },
};
