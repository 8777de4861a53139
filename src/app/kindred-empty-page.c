/* kindred-empty-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-empty-page.h"

#include "kindred-shrink.h"

#include <glib/gi18n-lib.h>

struct _KindredEmptyPage
{
  AdwBin parent_instance;

  KindredJob *job;
  GSignalGroup *signals;

  GtkStack *stack;
  GtkWidget *add_button;
  GtkWidget *sample_button;
  AdwStatusPage *scanning;
  GtkSpinner *spinner;
  GtkLabel *found;
};

G_DEFINE_FINAL_TYPE (KindredEmptyPage, kindred_empty_page, ADW_TYPE_BIN)

/* ---- a scan ---- */

static char *
dup_found (KindredJob *job)
{
  guint n_photos = (guint) kindred_job_get_total (job);
  guint n_faces = kindred_job_get_faces (job);
  g_autofree char *photos = NULL;
  g_autofree char *faces = NULL;

  if (n_photos == 0)
    return g_strdup (_ ("Looking for photos…"));

  photos = g_strdup_printf (ngettext ("%'u photo", "%'u photos", n_photos), n_photos);
  faces = g_strdup_printf (ngettext ("%'u face", "%'u faces", n_faces), n_faces);

  /* Translators: what was found so far: "40 photos · 21 faces" */
  return g_strdup_printf (_ ("%s · %s"), photos, faces);
}

static void
job_changed_cb (KindredEmptyPage *self)
{
  g_autofree char *found = dup_found (self->job);

  gtk_label_set_label (self->found, found);
}

static void
show_scan (KindredEmptyPage *self, const char *name)
{
  g_autofree char *title = NULL;

  if (name != NULL)
    /* Translators: “%s” is a folder */
    title = g_strdup_printf (_ ("Looking for People in “%s”…"), name);
  else
    title = g_strdup (_ ("Looking for People…"));

  adw_status_page_set_title (self->scanning, title);
  job_changed_cb (self);
}

/* ---- object ---- */

static void
kindred_empty_page_dispose (GObject *object)
{
  KindredEmptyPage *self = KINDRED_EMPTY_PAGE (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KINDRED_TYPE_EMPTY_PAGE);
  g_clear_object (&self->signals);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (kindred_empty_page_parent_class)->dispose (object);
}

static void
kindred_empty_page_class_init (KindredEmptyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_empty_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-empty-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, sample_button);
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, scanning);
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, found);
}

static void
kindred_empty_page_init (KindredEmptyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_let_shrink (GTK_WIDGET (self));

  self->signals = g_signal_group_new (KINDRED_TYPE_JOB);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (job_changed_cb), self);
}

void
kindred_empty_page_shown (KindredEmptyPage *self)
{
  g_return_if_fail (KINDRED_IS_EMPTY_PAGE (self));

  if (self->job == NULL)
    gtk_widget_grab_focus (self->add_button);
}

void
kindred_empty_page_set_job (KindredEmptyPage *self, KindredJob *job, const char *name)
{
  g_return_if_fail (KINDRED_IS_EMPTY_PAGE (self));
  g_return_if_fail (job == NULL || KINDRED_IS_JOB (job));

  if (!g_set_object (&self->job, job))
    return;

  g_signal_group_set_target (self->signals, job);
  gtk_stack_set_visible_child_name (self->stack, job != NULL ? "scanning" : "inviting");
  gtk_spinner_set_spinning (self->spinner, job != NULL);
  if (job != NULL)
    show_scan (self, name);
}
