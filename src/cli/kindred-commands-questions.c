/* kindred-commands-questions.c - suggest, answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/kindred-paths.h"
#include "kindred-await.h"
#include "kindred-cli.h"
#include "kindred-edits.h"
#include "kindred-json.h"
#include "kindred-resolve.h"
#include "kindred-table.h"

#define DEFAULT_LIMIT 20

static int option_limit = DEFAULT_LIMIT;
static char *option_person;
static char *option_face;

/* ---- suggest ---- */

/* A question, and what tells a reader whom it is about */
typedef struct
{
  const KindredQuestion *question;
  const char *name;
  const char *other_name;
  char *photo; /* of its face; NULL without */
} Shown;

static void
clear_shown (gpointer data)
{
  g_free (((Shown *) data)->photo);
}

/* Returns: (transfer full) (element-type gint64 utf8): names of @people, by id; both theirs */
static GHashTable *
index_names (GPtrArray *people)
{
  GHashTable *names = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < people->len; i++)
    {
      KindredPersonRecord *person = people->pdata[i];

      g_hash_table_insert (names, &person->id, person->name);
    }

  return names;
}

/* @path stays NULL for a face that is gone meanwhile. */
static gboolean
find_photo (KindredCli *cli, gint64 face, char **path, GError **error)
{
  const KindredFaceQuery query = { .kind = KINDRED_FACES_ONE, .face = face };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) faces = NULL;

  kindred_library_list_faces_async (cli->library, &query, NULL, kindred_await_cb, &result);
  faces = kindred_library_list_faces_finish (cli->library, kindred_await (&result), error);
  if (faces != NULL && faces->len > 0)
    *path = g_strdup (((const KindredFaceRecord *) faces->pdata[0])->photo_path);

  return faces != NULL;
}

static GArray *
describe_questions (KindredCli *cli, GPtrArray *questions, GHashTable *names, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Shown));

  g_array_set_clear_func (list, clear_shown);
  for (guint i = 0; i < questions->len; i++)
    {
      const KindredQuestion *question = questions->pdata[i];
      Shown shown = { question, g_hash_table_lookup (names, &question->person),
                      g_hash_table_lookup (names, &question->other), NULL };

      if (question->face != 0 && !find_photo (cli, question->face, &shown.photo, error))
        return NULL;

      g_array_append_val (list, shown);
    }

  return g_steal_pointer (&list);
}

static void
print_questions_json (GArray *list)
{
  KindredJsonList json;

  kindred_json_list_begin (&json);
  for (guint i = 0; i < list->len; i++)
    {
      const Shown *shown = &g_array_index (list, Shown, i);

      json_builder_begin_object (json.builder);
      kindred_json_add_id (json.builder, "person", shown->question->person);
      kindred_json_add_string (json.builder, "name", shown->name);
      kindred_json_add_id (json.builder, "other", shown->question->other);
      kindred_json_add_string (json.builder, "other_name", shown->other_name);
      kindred_json_add_id (json.builder, "face", shown->question->face);
      kindred_json_add_path (json.builder, "photo", shown->photo);
      kindred_json_add_double (json.builder, "likelihood", shown->question->likelihood);
      kindred_json_add_int (json.builder, "faces", shown->question->n_faces);
      json_builder_end_object (json.builder);
      kindred_json_list_flush (&json);
    }
  kindred_json_list_end (&json);
}

static char *
describe_person (gint64 person, const char *name)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", person, name != NULL ? name : _ ("(unnamed)"));
}

static char *
describe_other (const Shown *shown)
{
  g_autofree char *photo = NULL;

  if (shown->question->other != 0)
    return describe_person (shown->question->other, shown->other_name);

  photo = kindred_paths_display (shown->photo != NULL ? shown->photo : "");

  /* Translators: the number of a face, and the file that it is in */
  return g_strdup_printf (_ ("face %" PRId64 " in %s"), shown->question->face, photo);
}

/* To be typed: not translated. */
static char *
describe_answer (const KindredQuestion *question)
{
  return g_strdup_printf ("answer %" G_GINT64_FORMAT " %s%" G_GINT64_FORMAT " yes|no|skip", question->person,
                          question->face != 0 ? "--face " : "", question->face != 0 ? question->face : question->other);
}

static void
print_questions (GArray *list)
{
  /* Translators: headings of a list of questions: are these two persons the same, is this person on that face, how
   * likely is that, how many faces would come together, and what to type as an answer */
  g_autoptr (KindredTable) table = kindred_table_new (_ ("Is This Person"), _ ("the Same as"), _ (">Likelihood"),
                                                      _ (">Faces"), _ ("Answer With"), NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const Shown *shown = &g_array_index (list, Shown, i);

      kindred_table_add (table, describe_person (shown->question->person, shown->name), describe_other (shown),
                         g_strdup_printf ("%.0f %%", 100 * shown->question->likelihood),
                         g_strdup_printf ("%u", shown->question->n_faces), describe_answer (shown->question));
    }

  kindred_table_print (table);
}

static GPtrArray *
list_questions (KindredCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 person;

  if (option_person == NULL)
    {
      kindred_library_list_questions_async (cli->library, option_limit, NULL, kindred_await_cb, &result);
      return kindred_library_list_questions_finish (cli->library, kindred_await (&result), error);
    }

  if (!kindred_resolve_person (cli, option_person, &person, error))
    return NULL;

  kindred_library_list_candidates_async (cli->library, person, option_limit, NULL, kindred_await_cb, &result);

  return kindred_library_list_candidates_finish (cli->library, kindred_await (&result), error);
}

static KindredExit
run_suggest (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  g_autoptr (GPtrArray) questions = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GArray) list = NULL;

  if (option_limit < 0)
    {
      kindred_cli_usage_error (error, _ ("%s must not be negative"), "--limit");
      return KINDRED_EXIT_USAGE;
    }

  if (!kindred_cli_open (cli, KINDRED_CLI_EXISTING, error) || (questions = list_questions (cli, error)) == NULL
      || (people = kindred_resolve_list_people (cli, error)) == NULL)
    return KINDRED_EXIT_FAILED;

  names = index_names (people);
  list = describe_questions (cli, questions, names, error);
  if (list == NULL)
    return KINDRED_EXIT_FAILED;

  if (cli->json)
    print_questions_json (list);
  else
    print_questions (list);

  return KINDRED_EXIT_DONE;
}

/* ---- answer ---- */

static gboolean
parse_answer (const char *text, KindredAnswer *answer, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_str_equal (text, "yes"))
    *answer = KINDRED_ANSWER_YES;
  else if (g_str_equal (text, "no"))
    *answer = KINDRED_ANSWER_NO;
  else if (g_str_equal (text, "skip"))
    *answer = KINDRED_ANSWER_SKIP;
  else
    {
      shown = g_utf8_make_valid (text, -1);
      /* Translators: yes, no and skip are typed: leave them as they are */
      kindred_cli_usage_error (error, _ ("An answer is “yes”, “no” or “skip”, not “%s”"), shown);
      return FALSE;
    }

  return TRUE;
}

static KindredExit
run_answer (KindredCli *cli, const char *const *args, int n_args, GError **error)
{
  gint64 person, other = 0, face = 0;
  KindredAnswer answer;

  if (n_args != (option_face != NULL ? 2 : 3))
    {
      kindred_cli_usage_error (error, _ ("Give a person, another one or %s, and the answer"), "--face");
      return KINDRED_EXIT_USAGE;
    }

  if (!parse_answer (args[n_args - 1], &answer, error)
      || (option_face != NULL && !kindred_resolve_id (option_face, "FACE", &face, error))
      || !kindred_cli_open (cli, KINDRED_CLI_EXISTING, error) || !kindred_resolve_person (cli, args[0], &person, error)
      || (option_face == NULL && !kindred_resolve_person (cli, args[1], &other, error)))
    return KINDRED_EXIT_FAILED;

  return kindred_edits_apply (cli, kindred_edit_new_answer (person, other, face, answer, error), error);
}

static const GOptionEntry suggest_entries[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &option_limit, N_ ("At most so many, instead of 20; 0 for all"), "N" },
  { "person", 0, 0, G_OPTION_ARG_FILENAME, &option_person, N_ ("Only who may be this person, the likeliest first"),
    "PERSON" },
  G_OPTION_ENTRY_NULL,
};

static const GOptionEntry answer_entries[] = {
  { "face", 0, 0, G_OPTION_ARG_FILENAME, &option_face, N_ ("Whether this face is of the person"), "FACE" },
  G_OPTION_ENTRY_NULL,
};

const KindredCommand kindred_commands_questions[] = {
  { "suggest", "", N_ ("List pairs that may be the same person"),
    N_ ("Those that settle most come first. What was answered is never asked again."), suggest_entries, 0, 0,
    run_suggest },
  { "answer", "PERSON [OTHER] ANSWER", N_ ("Say whether two people are the same"),
    N_ ("ANSWER is “yes”, “no” or “skip”. Yes makes one person of PERSON and OTHER, or gives the face to PERSON; with "
        "no they are kept apart. It can be undone."),
    answer_entries, 2, 3, run_answer },
  { NULL },
};
