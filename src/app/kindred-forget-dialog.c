/* kindred-forget-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-forget-dialog.h"

#include "base/kindred-paths.h"
#include "kindred-window.h"
#include "library/kindred-library-forget.h"

#include <glib/gi18n-lib.h>

/* What is asked about, until it is answered and done. */
typedef struct
{
  KindredSession *session;
  GWeakRef parent;
  GWeakRef window;
  gint64 folder;
  char *name;
} Question;

static void
question_free (Question *self)
{
  g_clear_object (&self->session);
  g_weak_ref_clear (&self->parent);
  g_weak_ref_clear (&self->window);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
forgotten_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredWindow) window = g_weak_ref_get (&self->window);
  g_autofree char *text = NULL;
  gboolean traces = FALSE;

  if (!kindred_library_forget_finish (KINDRED_LIBRARY (object), result, &traces, &error))
    {
      kindred_session_report (self->session, error);
      return;
    }

  if (traces)
    text = g_strdup (_ ("Another program has the library open, so that traces are left in the file. "
                        "They go the next time that something is forgotten"));
  else
    /* Translators: “%s” is a folder; it was deleted for good what was known of its photos */
    text = g_strdup_printf (_ ("Forgot “%s”"), self->name);

  /* It may have got another library, or be about to go. */
  if (window != NULL && kindred_window_get_session (window) == self->session)
    kindred_window_tell (window, text);
}

/* Closing the dialog may answer once more. */
static void
responded_cb (AdwMessageDialog *dialog, const char *response)
{
  g_autoptr (Question) self = g_object_steal_data (G_OBJECT (dialog), "question");
  g_autoptr (GtkWidget) parent = self != NULL ? g_weak_ref_get (&self->parent) : NULL;
  KindredLibrary *library;
  gint64 folder;

  if (self == NULL)
    return;

  library = kindred_session_get_library (self->session);
  folder = self->folder;
  if (g_str_equal (response, "forget"))
    kindred_library_forget_async (library, folder, forgotten_cb, g_steal_pointer (&self));
  else if (g_str_equal (response, "back-up") && parent != NULL)
    gtk_widget_activate_action (parent, "preferences.back-up", NULL);
}

static char *
make_body (const KindredForgettable *counts)
{
  g_autofree char *lines = kindred_forgettable_describe (counts);
  GString *body = g_string_new (_ ("This is deleted for good, from the history too:"));

  g_string_append_printf (body, "\n\n%s\n\n", lines);
  g_string_append (body, _ ("The photos themselves stay where they are. This cannot be undone."));
  if (*counts->copies != NULL)
    {
      /* Translators: what follows are names of files */
      g_string_append_printf (body, "\n\n%s", _ ("Copies of the library that were made before keep all of it:"));
      for (char **copy = counts->copies; *copy != NULL; copy++)
        {
          g_autofree char *shown = kindred_paths_display (*copy);

          g_string_append_printf (body, "\n%s", shown);
        }
    }

  return g_string_free (body, FALSE);
}

static void
ask (Question *self, GtkWindow *parent, const KindredForgettable *counts)
{
  g_autofree char *body = make_body (counts);
  /* Translators: “%s” is a folder; delete for good what is known of its photos? */
  g_autofree char *heading = g_strdup_printf (_ ("Forget “%s”?"), self->name);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "back-up", _ ("_Back Up First…"), "forget",
                                    /* Translators: delete for good what is known of a folder's photos */
                                    _ ("_Forget"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "question", self, (GDestroyNotify) question_free);
  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredForgettable) counts
      = kindred_library_count_forgettable_finish (KINDRED_LIBRARY (object), result, &error);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  if (counts == NULL)
    kindred_session_report (self->session, error);
  else if (parent != NULL && gtk_widget_get_mapped (GTK_WIDGET (parent)))
    ask (g_steal_pointer (&self), parent, counts);
}

void
kindred_forget_dialog_run (GtkWindow *parent, KindredSession *session, gint64 folder, const char *name)
{
  Question *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (KINDRED_IS_SESSION (session));
  g_return_if_fail (name != NULL);

  self = g_new0 (Question, 1);
  self->session = g_object_ref (session);
  g_weak_ref_init (&self->parent, parent);
  g_weak_ref_init (&self->window, gtk_window_get_transient_for (parent));
  self->folder = folder;
  self->name = g_strdup (name);
  kindred_library_count_forgettable_async (kindred_session_get_library (session), folder, NULL, counted_cb, self);
}
