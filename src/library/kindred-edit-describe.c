/* kindred-edit-describe.c - edits in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-library.h"

#include <glib/gi18n-lib.h>

static char *
describe_name (const KindredEditRecord *record)
{
  if (record->name == NULL)
    /* Translators: %s is the name that a person had */
    return g_strdup_printf (_ ("Removed the name “%s”"), record->other_name != NULL ? record->other_name : "");

  if (record->other_name != NULL)
    /* Translators: a person's former and new name */
    return g_strdup_printf (_ ("Renamed “%s” to “%s”"), record->other_name, record->name);

  /* Translators: %s is a person's new name */
  return g_strdup_printf (_ ("Named “%s”"), record->name);
}

static char *
describe_merge (const KindredEditRecord *record)
{
  guint n = record->n_persons + 1; /* those merged away and the one that stays */

  if (record->name == NULL)
    return g_strdup_printf (ngettext ("Merged %'u person", "Merged %'u people", n), n);

  return g_strdup_printf (
      /* Translators: %'u counts the people that were merged, “%s” is the name that stays */
      ngettext ("Merged %'u person into “%s”", "Merged %'u people into “%s”", n), n, record->name);
}

static char *
describe_move (const KindredEditRecord *record)
{
  guint n = record->n_faces;

  if (record->flag && record->name == NULL)
    return g_strdup_printf (ngettext ("Moved %'u face to a new person", "Moved %'u faces to a new person", n), n);

  if (record->name == NULL)
    return g_strdup_printf (ngettext ("Moved %'u face to another person", "Moved %'u faces to another person", n), n);

  /* Translators: “%s” is the name of the person that the faces are with now */
  return g_strdup_printf (ngettext ("Moved %'u face to “%s”", "Moved %'u faces to “%s”", n), n, record->name);
}

static char *
describe_split (const KindredEditRecord *record)
{
  guint n = record->n_faces;
  g_autofree char *faces = NULL;

  if (record->name == NULL)
    /* Translators: becomes the first part of “Split … into 3 people” */
    faces = g_strdup_printf (ngettext ("%u face of an unnamed person", "%u faces of an unnamed person", n), n);
  else
    /* Translators: becomes the first part of “Split … into 3 people”; “%s” is the person that the faces were with */
    faces = g_strdup_printf (ngettext ("%u face of “%s”", "%u faces of “%s”", n), n, record->name);

  return g_strdup_printf (
      /* Translators: %s is such as: 12 faces of “Ann” */
      ngettext ("Split %s into %u person", "Split %s into %u people", record->n_persons), faces, record->n_persons);
}

static char *
describe_reject (const KindredEditRecord *record)
{
  guint n = record->n_faces;

  if (record->name == NULL)
    return g_strdup_printf (
        ngettext ("Took %'u face out of an unnamed person", "Took %'u faces out of an unnamed person", n), n);

  return g_strdup_printf (
      /* Translators: the user said of faces that they are not of the person “%s” */
      ngettext ("Marked %'u face as not “%s”", "Marked %'u faces as not “%s”", n), n, record->name);
}

static char *
describe_hide (const KindredEditRecord *record)
{
  guint n = record->n_persons;

  if (n == 1 && record->name != NULL)
    return g_strdup_printf (record->flag ? _ ("Hid “%s”") : _ ("Showed “%s” again"), record->name);

  if (record->flag)
    return g_strdup_printf (ngettext ("Hid %'u person", "Hid %'u people", n), n);

  return g_strdup_printf (ngettext ("Showed %'u person again", "Showed %'u people again", n), n);
}

static char *
describe_favourite (const KindredEditRecord *record)
{
  guint n = record->n_persons;

  if (n == 1 && record->name != NULL)
    return g_strdup_printf (record->flag ? _ ("Made “%s” a favourite") : _ ("Took “%s” out of the favourites"),
                            record->name);

  if (record->flag)
    return g_strdup_printf (ngettext ("Made %'u person a favourite", "Made %'u people favourites", n), n);

  return g_strdup_printf (
      ngettext ("Took %'u person out of the favourites", "Took %'u people out of the favourites", n), n);
}

static char *
describe_details (const KindredEditRecord *record)
{
  gboolean is_birth = record->kind == KINDRED_EDIT_BIRTH;

  if (record->name == NULL)
    return g_strdup (is_birth ? _ ("Changed the birth date of an unnamed person")
                              : _ ("Changed the notes on an unnamed person"));

  if (is_birth)
    return g_strdup_printf (record->flag ? _ ("Changed the birth date of “%s”") : _ ("Removed the birth date of “%s”"),
                            record->name);

  return g_strdup_printf (record->flag ? _ ("Changed the notes on “%s”") : _ ("Removed the notes on “%s”"),
                          record->name);
}

static char *
describe_skip (const KindredEditRecord *record)
{
  /* The person asked about, whichever of the two has a name. */
  const char *name = record->name != NULL ? record->name : record->other_name;

  if (name == NULL)
    return g_strdup (_ ("Skipped a question"));

  /* Translators: the user did not want to answer whether somebody is the person “%s” */
  return g_strdup_printf (_ ("Skipped a question about “%s”"), name);
}

static char *
describe_answer (const KindredEditRecord *record)
{
  const char *first = record->name != NULL ? record->name : record->other_name;

  if (!record->flag)
    return describe_skip (record);

  if (record->n_faces > 0)
    return record->name != NULL ? describe_reject (record) : g_strdup (_ ("Marked a face as not of an unnamed person"));

  if (first == NULL)
    return g_strdup (_ ("Marked two unnamed people as different"));

  if (record->name == NULL || record->other_name == NULL)
    return g_strdup_printf (_ ("Marked “%s” and an unnamed person as different people"), first);

  return g_strdup_printf (_ ("Marked “%s” and “%s” as different people"), record->name, record->other_name);
}

static char *
describe_answers (const KindredEditRecord *record)
{
  guint n = record->n_faces;

  if (!record->flag)
    return describe_reject (record);

  if (record->name == NULL)
    return g_strdup_printf (ngettext ("Found %'u face of an unnamed person", "Found %'u faces of an unnamed person", n),
                            n);

  /* Translators: “%s” is the person whom the user found on other faces */
  return g_strdup_printf (ngettext ("Found %'u face of “%s”", "Found %'u faces of “%s”", n), n, record->name);
}

static char *
describe_revert (const KindredEditRecord *record)
{
  KindredEditRecord reverted = *record;
  g_autofree char *text = NULL;

  if (record->reverted_kind == KINDRED_EDIT_REVERT || record->reverted_kind == 0)
    return g_strdup (_ ("Took an edit back"));

  reverted.kind = record->reverted_kind;
  text = kindred_edit_record_describe (&reverted);

  /* Translators: %s is what had been done, such as: Named “Ann” */
  return g_strdup_printf (record->restores ? _ ("Did again: %s") : _ ("Took back: %s"), text);
}

static char *
describe_more (const KindredEditRecord *record)
{
  switch (record->kind)
    {
    case KINDRED_EDIT_ANSWER:
      return describe_answer (record);
    case KINDRED_EDIT_ANSWERS:
      return describe_answers (record);
    case KINDRED_EDIT_FAVOURITE:
      return describe_favourite (record);
    case KINDRED_EDIT_BIRTH:
    case KINDRED_EDIT_NOTES:
      return describe_details (record);
    case KINDRED_EDIT_REVERT:
      return describe_revert (record);
    default:
      /* Written by a newer version, say. */
      return g_strdup (_ ("Changed people"));
    }
}

char *
kindred_edit_record_describe (const KindredEditRecord *record)
{
  guint n;

  g_return_val_if_fail (record != NULL, NULL);

  n = record->n_faces;

  switch (record->kind)
    {
    case KINDRED_EDIT_NAME:
      return describe_name (record);
    case KINDRED_EDIT_MERGE:
      return describe_merge (record);
    case KINDRED_EDIT_MOVE_FACES:
      return describe_move (record);
    case KINDRED_EDIT_SPLIT:
      return describe_split (record);
    case KINDRED_EDIT_REJECT:
      return describe_reject (record);
    case KINDRED_EDIT_HIDE:
      return describe_hide (record);
    case KINDRED_EDIT_CONFIRM:
      return g_strdup_printf (ngettext ("Confirmed %'u face", "Confirmed %'u faces", n), n);
    case KINDRED_EDIT_NOT_A_FACE:
      return g_strdup_printf (ngettext ("Marked %'u picture as not a face", "Marked %'u pictures as not a face", n), n);
    case KINDRED_EDIT_RESTORE:
      return g_strdup_printf (ngettext ("Brought %'u face back", "Brought %'u faces back", n), n);
    case KINDRED_EDIT_COVER:
      return g_strdup (_ ("Changed the cover"));
    case KINDRED_EDIT_REGROUP:
      return g_strdup_printf (ngettext ("Regrouped: %'u face moved", "Regrouped: %'u faces moved", n), n);
    case KINDRED_EDIT_REMOVE_FOLDER:
      /* Translators: %s is the name of a folder */
      return g_strdup_printf (_ ("Removed the folder “%s” from the library"), record->name != NULL ? record->name : "");
    default:
      return describe_more (record);
    }
}
