/* kindred-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-window-private.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-held-enter.h"
#include "kindred-people-page.h"
#include "kindred-review-page.h"
#include "kindred-settings.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KindredWindow, kindred_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_NARROW = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Pixels */
#define NARROW 450

static gboolean
shows (GtkStack *stack, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) == 0;
}

/* ---- what is shown ---- */

/* The first page of the view that is shown: made when somebody looks. */
static void
fill_view (KindredWindow *self)
{
  GtkWidget *page;

  if (self->session == NULL || kindred_page_stack_get_depth (self->pages) > 0)
    return;

  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "review") == 0)
    page = kindred_review_page_new (self->session);
  else
    page = kindred_people_page_new (self->session, KINDRED_PEOPLE_VISIBLE);

  kindred_page_set_views (KINDRED_PAGE (page), self->views);
  kindred_page_stack_push (self->pages, page);
}

static void
view_changed_cb (KindredWindow *self)
{
  GtkWidget *child = adw_view_stack_get_visible_child (self->views);

  /* Also while the template is made, and taken apart */
  if (!KINDRED_IS_PAGE_STACK (child) || self->pages == KINDRED_PAGE_STACK (child))
    return;

  self->pages = KINDRED_PAGE_STACK (child);
  if (shows (self->stack, "pages"))
    {
      if (kindred_page_stack_get_depth (self->pages) > 0)
        kindred_page_shown (KINDRED_PAGE (kindred_page_stack_get_top (self->pages)));
      else
        fill_view (self);
    }
  kindred_window_update_actions (self);
}

static void
show_pages (KindredWindow *self)
{
  fill_view (self);
  if (shows (self->stack, "pages"))
    return;

  /* There is nothing to fade from while loading. */
  gtk_stack_set_visible_child_full (self->stack, "pages",
                                    shows (self->stack, "loading") ? GTK_STACK_TRANSITION_TYPE_NONE
                                                                   : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  kindred_page_shown (KINDRED_PAGE (kindred_page_stack_get_top (self->pages)));
}

/* @job: (nullable): the first scan, as long as it has found nobody */
static void
show_empty (KindredWindow *self, KindredJob *job)
{
  kindred_empty_page_set_job (self->empty_page, job, kindred_session_get_scan_name (self->session));
  if (shows (self->stack, "empty"))
    return;

  gtk_stack_set_visible_child_name (self->stack, "empty");
  kindred_empty_page_shown (self->empty_page);
}

static gboolean
has_people (KindredSession *session)
{
  KindredPeople *people = kindred_session_get_people (session);

  return kindred_people_get_n_visible (people) > 0 || kindred_people_get_n_hidden (people) > 0;
}

static void
update_content (KindredWindow *self)
{
  KindredJob *job = kindred_library_get_scan_job (kindred_session_get_library (self->session));

  if (!kindred_session_get_loaded (self->session))
    return;

  if (kindred_session_get_empty (self->session))
    show_empty (self, NULL);
  else if (job != NULL && !has_people (self->session) && !shows (self->stack, "pages"))
    show_empty (self, job);
  else
    show_pages (self);
}

static void
scan_job_changed_cb (KindredWindow *self)
{
  kindred_job_bar_set_job (self->job_bar, kindred_library_get_scan_job (kindred_session_get_library (self->session)));
  update_content (self);
}

/* ---- size ---- */

static void
restore_size (KindredWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;

  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 360), MAX (height, 294));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
set_narrow (KindredWindow *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static gboolean
update_narrow_cb (gpointer user_data)
{
  KindredWindow *self = user_data;

  self->narrow_source = 0;
  set_narrow (self, gtk_widget_get_width (GTK_WIDGET (self)) < NARROW);

  return G_SOURCE_REMOVE;
}

/* Known before it is shown, or what is left out in a narrow window would make it wider. */
static void
default_width_changed_cb (KindredWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (!gtk_widget_get_realized (GTK_WIDGET (self)))
    set_narrow (self, width < NARROW);
}

static void
kindred_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KindredWindow *self = KINDRED_WINDOW (widget);

  GTK_WIDGET_CLASS (kindred_window_parent_class)->size_allocate (widget, width, height, baseline);

  /* What is shown must not change while it is given its place. */
  if (self->narrow != (width < NARROW) && self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (GTK_PRIORITY_RESIZE, update_narrow_cb, self, NULL);
}

static gboolean
kindred_window_close_request (GtkWindow *window)
{
  KindredWindow *self = KINDRED_WINDOW (window);
  int width, height;

  if (self->settings != NULL)
    {
      gtk_window_get_default_size (window, &width, &height);
      g_settings_set (self->settings, "window-size", "(ii)", width, height);
      g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
    }

  return GTK_WINDOW_CLASS (kindred_window_parent_class)->close_request (window);
}

/* ---- object ---- */

static void
kindred_window_dispose (GObject *object)
{
  KindredWindow *self = KINDRED_WINDOW (object);

  g_clear_handle_id (&self->narrow_source, g_source_remove);
  if (self->session != NULL)
    kindred_window_set_session (self, NULL);
  self->pages = NULL;
  g_clear_object (&self->queue);
  g_clear_pointer (&self->shortcuts, gtk_window_destroy);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (kindred_window_parent_class)->dispose (object);
}

static void
kindred_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, KINDRED_WINDOW (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kindred_window_class_init (KindredWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_window_dispose;
  G_OBJECT_CLASS (klass)->get_property = kindred_window_get_property;
  widget_class->size_allocate = kindred_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = kindred_window_close_request;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (KINDRED_TYPE_EMPTY_PAGE);
  g_type_ensure (KINDRED_TYPE_JOB_BAR);
  g_type_ensure (KINDRED_TYPE_PAGE_STACK);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kindred_photos/Kindred/ui/kindred-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, views);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, job_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredWindow, drop_cue);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  kindred_window_install_actions (widget_class);
}

static void
kindred_window_init (KindredWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  view_changed_cb (self);

  gtk_window_set_title (GTK_WINDOW (self), "Kindred");
  self->settings = kindred_settings_new ();
  g_signal_connect (self, "notify::default-width", G_CALLBACK (default_width_changed_cb), NULL);
  restore_size (self);
  kindred_window_add_toasts (self);
  kindred_window_add_drop_target (self);
  kindred_held_enter_watch (GTK_WIDGET (self));
  kindred_window_update_actions (self);
}

GtkWidget *
kindred_window_new (GtkApplication *application)
{
  g_return_val_if_fail (application == NULL || GTK_IS_APPLICATION (application), NULL);

  return g_object_new (KINDRED_TYPE_WINDOW, "application", application, NULL);
}

static void
leave_session (KindredWindow *self)
{
  KindredLibrary *library = kindred_session_get_library (self->session);

  g_signal_handlers_disconnect_by_data (self->session, self);
  g_signal_handlers_disconnect_by_data (library, self);
  g_signal_handlers_disconnect_by_data (kindred_session_get_people (self->session), self);
  /* The edits of the next one are others. */
  kindred_toast_queue_set_edit (self->queue, NULL);
  kindred_empty_page_set_job (self->empty_page, NULL, NULL);
  kindred_job_bar_set_job (self->job_bar, NULL);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->views)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    kindred_page_stack_clear (KINDRED_PAGE_STACK (child));
  adw_view_stack_set_visible_child_name (self->views, "people");
}

void
kindred_window_set_session (KindredWindow *self, KindredSession *session)
{
  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (session == NULL || KINDRED_IS_SESSION (session));

  if (self->session == session)
    return;

  if (self->session != NULL)
    leave_session (self);
  g_set_object (&self->session, session);
  gtk_revealer_set_reveal_child (self->banner, session != NULL && kindred_session_get_read_only (session));

  if (session != NULL)
    {
      KindredLibrary *library = kindred_session_get_library (session);

      g_signal_connect_object (session, "notify", G_CALLBACK (update_content), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (kindred_session_get_people (session), "refreshed", G_CALLBACK (update_content), self,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
      g_signal_connect_object (library, "notify::scan-job", G_CALLBACK (scan_job_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (library, "notify::can-undo", G_CALLBACK (kindred_window_update_actions), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (library, "notify::can-redo", G_CALLBACK (kindred_window_update_actions), self,
                               G_CONNECT_SWAPPED);
      kindred_window_listen (self);
      scan_job_changed_cb (self);
      update_content (self);
    }

  kindred_window_update_actions (self);
}

KindredSession *
kindred_window_get_session (KindredWindow *self)
{
  g_return_val_if_fail (KINDRED_IS_WINDOW (self), NULL);

  return self->session;
}

void
kindred_window_set_failure (KindredWindow *self, const char *path, const GError *error)
{
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  const char *title;

  g_return_if_fail (KINDRED_IS_WINDOW (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_NEWER_LIBRARY))
    title = _ ("This Library Needs a Newer Kindred");
  else if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_NOT_A_LIBRARY))
    title = _ ("This Is No Kindred Library");
  else if (g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_DAMAGED_LIBRARY))
    title = _ ("The Library Is Damaged");
  else
    title = _ ("The Library Cannot Be Opened");

  shown = kindred_paths_display (path);
  text = strstr (error->message, shown) != NULL ? g_strdup (error->message)
                                                : g_strdup_printf ("%s\n%s", error->message, shown);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->failed_page, title);
  adw_status_page_set_description (self->failed_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

GtkWidget *
kindred_window_get_page (KindredWindow *self)
{
  g_return_val_if_fail (KINDRED_IS_WINDOW (self), NULL);

  return shows (self->stack, "pages") ? kindred_page_stack_get_top (self->pages) : NULL;
}

gboolean
kindred_window_get_narrow (KindredWindow *self)
{
  g_return_val_if_fail (KINDRED_IS_WINDOW (self), FALSE);

  return self->narrow;
}
