/* kindred-strictness-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-strictness-group.h"

#include "base/kindred-models.h"
#include "kindred-choice-row.h"
#include "kindred-regroup-row.h"

#include <glib/gi18n-lib.h>

#define N_STEPS (2 * KINDRED_STRICTNESS_MAX + 1)

struct _KindredStrictnessGroup
{
  AdwPreferencesGroup parent_instance;

  KindredSession *session;
  GCancellable *cancellable;
  KindredChoiceRow *rows[N_STEPS];
  KindredRegroupRow *regroup_row;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (KindredStrictnessGroup, kindred_strictness_group, ADW_TYPE_PREFERENCES_GROUP)

static void
set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KindredSession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!kindred_library_set_strictness_finish (KINDRED_LIBRARY (object), result, &error))
    kindred_session_report (session, error);
}

static void
toggled_cb (KindredStrictnessGroup *self, GtkCheckButton *check)
{
  if (self->updating || self->session == NULL || !gtk_check_button_get_active (check))
    return;

  for (int i = 0; i < N_STEPS; i++)
    if (kindred_choice_row_get_check (self->rows[i]) == check)
      kindred_library_set_strictness_async (kindred_session_get_library (self->session), i - KINDRED_STRICTNESS_MAX,
                                            NULL, set_cb, g_object_ref (self->session));
}

static void
got_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  KindredStrictnessGroup *self = user_data;
  g_autoptr (GError) error = NULL;
  int strictness = 0;
  gboolean got = kindred_library_get_strictness_finish (KINDRED_LIBRARY (object), result, &strictness, &error);

  /* Disposing cancels: there may be no group any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!got)
    {
      kindred_session_report (self->session, error);
      return;
    }

  strictness = CLAMP (strictness, -KINDRED_STRICTNESS_MAX, KINDRED_STRICTNESS_MAX);
  self->updating = TRUE;
  gtk_check_button_set_active (kindred_choice_row_get_check (self->rows[strictness + KINDRED_STRICTNESS_MAX]), TRUE);
  self->updating = FALSE;
  for (guint i = 0; i < N_STEPS; i++)
    gtk_widget_set_sensitive (GTK_WIDGET (self->rows[i]), !kindred_session_get_read_only (self->session));
}

/* ---- object ---- */

static void
kindred_strictness_group_dispose (GObject *object)
{
  KindredStrictnessGroup *self = KINDRED_STRICTNESS_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_strictness_group_parent_class)->dispose (object);
}

static void
kindred_strictness_group_class_init (KindredStrictnessGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kindred_strictness_group_dispose;
}

static void
add_step (KindredStrictnessGroup *self, guint i, const char *title, const char *meaning)
{
  KindredChoiceRow *row = kindred_choice_row_new (title, meaning, self->rows[0]);

  /* Until it is known which one is chosen */
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  g_signal_connect_object (kindred_choice_row_get_check (row), "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  self->rows[i] = row;
}

static void
kindred_strictness_group_init (KindredStrictnessGroup *self)
{
  self->cancellable = g_cancellable_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Strictness"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self),
      _ ("How alike faces must be to become one person. It holds for new faces; the others "
         "stay as they are until you group all again."));

  /* As docs/grouping.md has it: about 2 wrong pairs in 100 at the loosest step, 1 in 1,000 at the strictest. */
  add_step (self, 0, C_ ("strictness", "Very Loose"),
            _ ("The fewest people to merge, but now and then two who look alike become one"));
  add_step (self, 1, C_ ("strictness", "Loose"), _ ("Fewer people to merge; it is rare that two become one"));
  add_step (self, 2, C_ ("strictness", "Balanced"),
            _ ("It is rare that two become one; what is in doubt becomes a question in Review"));
  add_step (self, 3, C_ ("strictness", "Strict"), _ ("Hardly ever do two become one; more people to merge"));
  add_step (self, 4, C_ ("strictness", "Very Strict"),
            _ ("For families who look alike: the fewest mistakes, and the most people to merge"));

  self->regroup_row = g_object_new (KINDRED_TYPE_REGROUP_ROW, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->regroup_row));
}

void
kindred_strictness_group_set_session (KindredStrictnessGroup *self, KindredSession *session)
{
  g_return_if_fail (KINDRED_IS_STRICTNESS_GROUP (self));
  g_return_if_fail (KINDRED_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  kindred_regroup_row_set_session (self->regroup_row, session);
  kindred_library_get_strictness_async (kindred_session_get_library (session), self->cancellable, got_cb, self);
}
