/* kindred-application-background.c - scans that go on while nobody looks, and what they may use of the computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-application-private.h"

#include "kindred-settings.h"

#include <glib/gi18n-lib.h>

#define NOTIFICATION "scan"

/* Seconds; who waits for less is still looking. */
#define LONG_SCAN 20

static KindredJob *
get_job (KindredApplication *self)
{
  return self->session != NULL ? kindred_library_get_scan_job (kindred_session_get_library (self->session)) : NULL;
}

/* ---- power ---- */

static void
keep_awake (KindredApplication *self, gboolean wanted)
{
  GtkApplication *application = GTK_APPLICATION (self);

  if (wanted && self->inhibit_cookie == 0)
    self->inhibit_cookie = gtk_application_inhibit (application, GTK_WINDOW (kindred_application_get_window (self)),
                                                    GTK_APPLICATION_INHIBIT_SUSPEND, _ ("Finding people in photos"));
  else if (!wanted && self->inhibit_cookie != 0)
    {
      gtk_application_uninhibit (application, self->inhibit_cookie);
      self->inhibit_cookie = 0;
    }
}

static void
update_power (KindredApplication *self)
{
  KindredJob *job = get_job (self);
  gboolean hold = kindred_power_get_on_battery (self->power)
                  && kindred_settings_get_flag (self->settings, "pause-on-battery", TRUE);

  if (job != NULL && hold)
    kindred_job_hold (job);
  else if (job != NULL)
    kindred_job_release (job);

  keep_awake (self, job != NULL && kindred_job_get_state (job) == KINDRED_JOB_RUNNING
                        && kindred_settings_get_flag (self->settings, "keep-awake", FALSE));
}

/* ---- without a window ---- */

static void
leave_background (KindredApplication *self)
{
  if (!self->in_background)
    return;

  self->in_background = FALSE;
  if (kindred_application_get_window (self) == NULL)
    kindred_application_close_library (self);
  g_application_release (G_APPLICATION (self));
}

static gboolean
scan_ended_cb (gpointer user_data)
{
  KindredApplication *self = user_data;

  if (get_job (self) == NULL)
    leave_background (self);

  return G_SOURCE_REMOVE;
}

static void
scan_job_changed_cb (KindredApplication *self)
{
  KindredJob *job = get_job (self);

  if (job != NULL)
    g_signal_connect_object (job, "notify::state", G_CALLBACK (update_power), self, G_CONNECT_SWAPPED);
  update_power (self);

  /* After those who wait for the result. */
  if (job == NULL && self->in_background)
    g_idle_add_full (G_PRIORITY_LOW, scan_ended_cb, g_object_ref (self), g_object_unref);
}

/* A sandboxed application without a window is ended unless it has asked. */
static void
ask_portal (KindredApplication *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (G_APPLICATION (self));
  GVariantBuilder options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (connection == NULL || g_getenv ("FLATPAK_ID") == NULL)
    return;

  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("Kindred is finding people in your photos.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_call (connection, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

gboolean
kindred_application_enter_background (KindredApplication *self)
{
  g_autoptr (GNotification) notification = NULL;

  if (self->quitting || get_job (self) == NULL
      || !kindred_settings_get_flag (self->settings, "scan-in-background", TRUE))
    return FALSE;

  self->in_background = TRUE;
  g_application_hold (G_APPLICATION (self));
  ask_portal (self);

  notification = g_notification_new (_ ("Still Finding People"));
  g_notification_set_body (notification, _ ("Kindred goes on without its window, and says when it is done."));
  g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_LOW);
  g_notification_add_button (notification, _ ("Stop"), "app.stop-scan");
  g_application_send_notification (G_APPLICATION (self), NOTIFICATION, notification);

  return TRUE;
}

void
kindred_application_leave_background (KindredApplication *self)
{
  g_application_withdraw_notification (G_APPLICATION (self), NOTIFICATION);
  leave_background (self);
}

void
kindred_application_stop_scan (KindredApplication *self)
{
  KindredJob *job = get_job (self);

  g_application_withdraw_notification (G_APPLICATION (self), NOTIFICATION);
  if (job != NULL)
    kindred_job_cancel (job);
}

/* ---- telling ---- */

static gboolean
is_looked_at (KindredApplication *self)
{
  KindredWindow *window = kindred_application_get_window (self);

  return window != NULL && gtk_window_is_active (GTK_WINDOW (window));
}

static void
tell (KindredApplication *self, const char *title, const char *body)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_application_send_notification (G_APPLICATION (self), NOTIFICATION, notification);
}

static void
scanned_cb (KindredApplication *self, const KindredScanResult *result)
{
  g_autofree char *faces = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *body = NULL;

  if (is_looked_at (self) || (!self->in_background && result->seconds < LONG_SCAN))
    return;

  faces = g_strdup_printf (ngettext ("%'u face found", "%'u faces found", result->faces), result->faces);
  if (result->failed > 0)
    {
      failed = g_strdup_printf (ngettext ("%'u file could not be read", "%'u files could not be read", result->failed),
                                result->failed);
      /* Translators: two sentences, "312 faces found" and "1 file could not be read" */
      body = g_strdup_printf (_ ("%s. %s."), faces, failed);
    }

  tell (self, _ ("All Photos Have Been Looked At"), body != NULL ? body : faces);
}

static void
failed_cb (KindredApplication *self, const GError *error)
{
  if (self->in_background)
    tell (self, _ ("Finding People Has Stopped"), error->message);
}

void
kindred_application_watch_scans (KindredApplication *self)
{
  static const char *const analyzer_keys[] = { "changed::analyzers", "changed::detector", "changed::encoder" };
  KindredLibrary *library = kindred_session_get_library (self->session);

  g_signal_connect_object (library, "notify::scan-job", G_CALLBACK (scan_job_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);

  if (self->power != NULL)
    return;

  self->power = kindred_power_new ();
  g_signal_connect_object (self->power, "notify", G_CALLBACK (update_power), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed", G_CALLBACK (update_power), self, G_CONNECT_SWAPPED);
      for (guint i = 0; i < G_N_ELEMENTS (analyzer_keys); i++)
        g_signal_connect_object (self->settings, analyzer_keys[i], G_CALLBACK (kindred_application_update_analyzers),
                                 self, G_CONNECT_SWAPPED);
    }
}
