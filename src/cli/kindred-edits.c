/* kindred-edits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-edits.h"

#include <glib/gi18n.h>

#include "base/kindred-error.h"
#include "kindred-await.h"
#include "kindred-json.h"

#include <inttypes.h>

/* Part of the JSON contract: never translated, never changed. */
static const char *
get_kind_name (KindredEditKind kind)
{
  switch (kind)
    {
    case KINDRED_EDIT_NAME:
      return "name";
    case KINDRED_EDIT_MERGE:
      return "merge";
    case KINDRED_EDIT_MOVE_FACES:
      return "split";
    case KINDRED_EDIT_SPLIT:
      return "split-into-several";
    case KINDRED_EDIT_CONFIRM:
      return "confirm";
    case KINDRED_EDIT_REJECT:
      return "reject";
    case KINDRED_EDIT_NOT_A_FACE:
      return "not-a-face";
    case KINDRED_EDIT_HIDE:
      return "hide";
    case KINDRED_EDIT_COVER:
      return "cover";
    case KINDRED_EDIT_RESTORE:
      return "restore";
    case KINDRED_EDIT_REGROUP:
      return "regroup";
    case KINDRED_EDIT_REMOVE_FOLDER:
      return "remove-folder";
    case KINDRED_EDIT_ANSWER:
      return "answer";
    case KINDRED_EDIT_ANSWERS:
      return "answers";
    case KINDRED_EDIT_FAVOURITE:
      return "favourite";
    case KINDRED_EDIT_BIRTH:
      return "birth";
    case KINDRED_EDIT_NOTES:
      return "notes";
    case KINDRED_EDIT_REVERT:
      return "revert";
    default:
      return "other";
    }
}

void
kindred_edits_add_json (JsonBuilder *builder, const KindredEditRecord *record)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (record->time);
  g_autofree char *time_text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  g_autofree char *label = kindred_edit_record_describe (record);

  kindred_json_add_id (builder, "id", record->id);
  kindred_json_add_string (builder, "kind", get_kind_name (record->kind));
  kindred_json_add_string (builder, "label", label);
  kindred_json_add_string (builder, "time", time_text);
  kindred_json_add_boolean (builder, "undone", record->undone);
  kindred_json_add_boolean (builder, "reverted", record->reverted);
  kindred_json_add_id (builder, "reverts", record->reverts);
  kindred_json_add_id (builder, "person", record->person);
  kindred_json_add_int (builder, "faces", record->n_faces);
}

static void
print_json (const KindredEditRecord *record)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (record->id != 0)
    kindred_edits_add_json (builder, record);
  else
    kindred_json_add_id (builder, "id", 0);
  json_builder_end_object (builder);

  kindred_json_print (builder);
}

void
kindred_edits_print (KindredCli *cli, const KindredEditRecord *record)
{
  g_autofree char *label = NULL;

  if (cli->json)
    {
      print_json (record);
      return;
    }

  if (record->id == 0)
    {
      g_print ("%s\n", _ ("There was nothing to change"));
      return;
    }

  label = kindred_edit_record_describe (record);
  if (record->kind == KINDRED_EDIT_MOVE_FACES && record->flag && record->person != 0 && !record->undone)
    /* Translators: what was done, and the number of the person that it made */
    g_print (_ ("%s (%" PRId64 ")\n"), label, record->person);
  else
    g_print ("%s\n", label);
}

KindredExit
kindred_edits_apply (KindredCli *cli, KindredEdit *edit, GError **error)
{
  g_autoptr (KindredEdit) owned = edit;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KindredEditRecord) record = NULL;

  if (owned == NULL)
    {
      /* What can never be right is the fault of what was typed. */
      if (error != NULL && g_error_matches (*error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT))
        {
          g_autoptr (GError) reason = g_steal_pointer (error);

          kindred_cli_usage_error (error, "%s", reason->message);
        }
      return KINDRED_EXIT_USAGE;
    }

  kindred_library_edit_async (cli->library, owned, NULL, kindred_await_cb, &result);
  record = kindred_library_edit_finish (cli->library, kindred_await (&result), error);
  if (record == NULL)
    return KINDRED_EXIT_FAILED;

  kindred_edits_print (cli, record);

  return KINDRED_EXIT_DONE;
}
