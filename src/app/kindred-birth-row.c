/* kindred-birth-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-birth-row.h"

#include "model/kindred-birth-input.h"

#include <glib/gi18n-lib.h>

struct _KindredBirthRow
{
  KindredDetailRow parent_instance;
};

G_DEFINE_FINAL_TYPE (KindredBirthRow, kindred_birth_row, KINDRED_TYPE_DETAIL_ROW)

/* What was typed, checked.  Returns: FALSE if it is no date, or one to come */
static gboolean
read_birth (KindredBirthRow *self, KindredBirth *birth, const char **problem)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  *problem = NULL;
  if (*g_strstrip (text) == '\0')
    {
      *birth = (KindredBirth){ 0 };
      return TRUE;
    }

  if (!kindred_birth_parse (text, birth))
    /* Translators: dates as they are typed in your language, with the name of a month */
    *problem = _ ("Not a date: a birth date is like 1987, May 1987 or 3 May 1987");
  else if (kindred_birth_get_age (birth, g_date_time_to_unix (now)).kind == KINDRED_AGE_BEFORE_BIRTH)
    *problem = _ ("This date is still to come");

  return *problem == NULL;
}

static void
update_hint (KindredBirthRow *self)
{
  KindredBirth birth;
  const char *problem;
  gboolean valid = read_birth (self, &birth, &problem);
  g_autofree char *date = valid ? kindred_birth_dup_text (&birth) : NULL;
  g_autofree char *text = NULL;

  if (date != NULL)
    /* Translators: how a typed birth date is understood; %s is a date, or a month or a year */
    text = g_strdup_printf (_ ("Born: %s. Each face shows the age."), date);
  else if (valid)
    /* Translators: dates as they are typed in your language */
    text = g_strdup (_ ("A year, a month or a day, like 1987, May 1987 or 3 May 1987"));

  kindred_detail_row_set_hint (KINDRED_DETAIL_ROW (self), valid ? text : problem, !valid);
}

static void
kindred_birth_row_class_init (KindredBirthRowClass *klass)
{
}

static void
kindred_birth_row_init (KindredBirthRow *self)
{
  g_signal_connect (self, "notify::hint", G_CALLBACK (update_hint), NULL);
  g_signal_connect (self, "changed", G_CALLBACK (update_hint), NULL);
}

void
kindred_birth_row_set_birth (KindredBirthRow *self, const char *birth)
{
  KindredBirth read;
  g_autofree char *text = NULL;

  g_return_if_fail (KINDRED_IS_BIRTH_ROW (self));

  kindred_birth_read (birth, &read);
  text = kindred_birth_dup_text (&read);
  kindred_detail_row_set_kept (KINDRED_DETAIL_ROW (self), text != NULL ? text : "");
}

gboolean
kindred_birth_row_take (KindredBirthRow *self, char **birth)
{
  KindredBirth read;
  const char *problem;
  g_autofree char *text = NULL;

  g_return_val_if_fail (KINDRED_IS_BIRTH_ROW (self), FALSE);
  g_return_val_if_fail (birth != NULL, FALSE);

  if (!read_birth (self, &read, &problem))
    return FALSE;

  *birth = kindred_birth_dup_iso (&read);
  text = kindred_birth_dup_text (&read);
  kindred_detail_row_replace (KINDRED_DETAIL_ROW (self), text != NULL ? text : "");

  return TRUE;
}
