/* kindred-people-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-people-page-private.h"

#include "kindred-grid-cells.h"
#include "kindred-grid-frame.h"
#include "kindred-lazy-menu.h"
#include "kindred-page.h"
#include "kindred-person-cell.h"
#include "kindred-shrink.h"
#include "kindred-window.h"

#include <glib/gi18n-lib.h>

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredPeoplePage, kindred_people_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

/* ---- what is shown ---- */

static void
show_nothing (KindredPeoplePage *self)
{
  gboolean scanning = kindred_library_get_scan_job (kindred_session_get_library (self->session)) != NULL;
  const char *icon = "system-users-symbolic", *title, *description;

  if (*kindred_people_model_get_search (self->people) != '\0')
    {
      icon = "system-search-symbolic";
      title = _ ("Nobody Found");
      description = _ ("Nobody has a name like that.");
    }
  else if (self->filter == KINDRED_PEOPLE_HIDDEN)
    {
      title = _ ("Nobody Is Hidden");
      description = _ ("People whom you hide are kept here, and can be shown again.");
    }
  else if (self->filter == KINDRED_PEOPLE_STRANGERS)
    {
      title = _ ("No Strangers");
      description = _ ("Nobody without a name is like that.");
    }
  else if (scanning)
    {
      title = _ ("Looking for People…");
      description = _ ("They appear here as soon as they are found.");
    }
  else
    {
      title = _ ("Nobody Here Yet");
      description = _ ("No two faces in these photos look like the same person. Add more photos, or name "
                       "somebody among the other faces.");
    }

  adw_status_page_set_icon_name (self->nothing, icon);
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, description);
}

static void
update_footer (KindredPeoplePage *self)
{
  KindredPeople *people = kindred_session_get_people (self->session);
  guint n_items = kindred_item_list_get_total (KINDRED_ITEM_LIST (self->people));
  guint n_hidden = kindred_people_get_n_hidden (people);
  g_autofree char *summary = g_strdup_printf (ngettext ("%'u person", "%'u people", n_items), n_items);
  /* Translators: a button that shows the people who are hidden */
  g_autofree char *hidden = g_strdup_printf (ngettext ("%'u Hidden", "%'u Hidden", n_hidden), n_hidden);

  gtk_label_set_label (self->summary, summary);
  gtk_button_set_label (GTK_BUTTON (self->hidden_button), hidden);
  gtk_widget_set_visible (self->hidden_button, self->filter == KINDRED_PEOPLE_VISIBLE && n_hidden > 0);
  gtk_widget_set_visible (self->other_button, self->filter == KINDRED_PEOPLE_VISIBLE);
  gtk_widget_set_visible (self->strangers_button, self->filter == KINDRED_PEOPLE_VISIBLE);
}

void
kindred_people_page_update_content (KindredPeoplePage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->people));

  if (n_items > 0)
    gtk_stack_set_visible_child_name (self->stack, "grid");
  else if (!kindred_people_get_loaded (kindred_session_get_people (self->session)))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    {
      show_nothing (self);
      gtk_stack_set_visible_child_name (self->stack, "nothing");
    }

  update_footer (self);
  kindred_people_page_update_actions (self);
}

static void
update_title (KindredPeoplePage *self, gboolean selecting)
{
  guint n_selected = kindred_item_selection_get_n_selected (self->selection);
  g_autofree char *title = NULL;

  if (selecting && n_selected > 0)
    title = g_strdup_printf (ngettext ("%'u Selected", "%'u Selected", n_selected), n_selected);
  else if (selecting)
    title = g_strdup (_ ("Select People"));
  else if (self->filter == KINDRED_PEOPLE_STRANGERS)
    /* Translators: title of a page of people without a name who are in few photos */
    title = g_strdup (_ ("Seen Once"));
  else
    title = g_strdup (self->filter == KINDRED_PEOPLE_HIDDEN ? _ ("Hidden People") : _ ("People"));

  adw_window_title_set_title (self->title, title);
}

/* The first page of the window has the views in the place of the title, while nothing is selected. */
static void
update_switcher (KindredPeoplePage *self)
{
  gboolean switching = adw_view_switcher_title_get_stack (self->switcher) != NULL
                       && !kindred_item_selection_get_active (self->selection);

  gtk_widget_set_visible (GTK_WIDGET (self->title), !switching);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), switching);
  kindred_switcher_bar_set_enabled (self->switcher_bar, switching);
}

static gboolean
is_narrow (KindredPeoplePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return KINDRED_IS_WINDOW (root) && kindred_window_get_narrow (KINDRED_WINDOW (root));
}

/* In a narrow window the title gets the room of what has another place: the menu can add a folder too, the footer of
 * another list than that of all people has room, and one who selects cancels before closing the window. */
static void
update_selection (KindredPeoplePage *self)
{
  gboolean selecting = kindred_item_selection_get_active (self->selection);
  gboolean visible = self->filter == KINDRED_PEOPLE_VISIBLE;
  gboolean narrow = is_narrow (self);

  update_title (self, selecting);
  update_switcher (self);
  adw_header_bar_set_show_start_title_buttons (self->header, !selecting || !narrow);
  adw_header_bar_set_show_end_title_buttons (self->header, !selecting || !narrow);
  gtk_widget_set_visible (self->cancel_button, selecting);
  gtk_widget_set_visible (self->back_button, !selecting && !visible);
  gtk_widget_set_visible (self->add_button, !selecting && visible && !narrow);
  gtk_widget_set_visible (self->select_button, !selecting && (visible || !narrow));
  gtk_widget_set_visible (self->footer_select_button, !visible && narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !selecting && visible);
  gtk_widget_set_visible (self->footer, !selecting);
  gtk_action_bar_set_revealed (self->action_bar, selecting);
  kindred_people_page_update_actions (self);
}

/* ---- what the user does ---- */

static void
grid_activated_cb (KindredPeoplePage *self, guint position)
{
  g_autoptr (KindredItem) item = g_list_model_get_item (G_LIST_MODEL (self->people), position);

  if (item == NULL)
    return;

  if (kindred_item_selection_get_active (self->selection))
    gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.select-item", "(ubb)", position, TRUE, FALSE);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-person", "x", kindred_item_get_id (item));
}

static void
search_changed_cb (KindredPeoplePage *self)
{
  kindred_people_model_set_search (self->people, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  kindred_people_page_update_content (self);
}

/* Enter opens the first one found. */
static void
search_activated_cb (KindredPeoplePage *self)
{
  search_changed_cb (self);
  if (*kindred_people_model_get_search (self->people) != '\0')
    grid_activated_cb (self, 0);
}

/* ---- object ---- */

static void
kindred_people_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kindred_people_page_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::narrow", G_CALLBACK (update_selection), widget,
                           G_CONNECT_SWAPPED);
  update_selection (KINDRED_PEOPLE_PAGE (widget));
}

static void
kindred_people_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), update_selection, widget);

  GTK_WIDGET_CLASS (kindred_people_page_parent_class)->unroot (widget);
}

static void
set_up (KindredPeoplePage *self)
{
  KindredPeople *people = kindred_session_get_people (self->session);
  KindredLibrary *library = kindred_session_get_library (self->session);
  KindredGridCellOptions options;

  self->people = kindred_people_model_new (people, self->filter);
  self->selection = kindred_item_selection_new (G_LIST_MODEL (self->people));
  options = (KindredGridCellOptions){
    .cell_type = KINDRED_TYPE_PERSON_CELL,
    .session = self->session,
    .selection = self->selection,
    .menu = kindred_people_page_dup_menu,
    .menu_data = self,
  };
  kindred_grid_cells_set_up (self->grid, &options);

  g_signal_connect_object (people, "refreshed", G_CALLBACK (kindred_people_page_list_strangers), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (people, "refreshed", G_CALLBACK (kindred_people_page_update_content), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (library, "notify::scan-job", G_CALLBACK (kindred_people_page_update_content), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  kindred_people_page_update_content (self);
  update_selection (self);
}

static void
kindred_people_page_shown (KindredPage *page)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (page);

  /* Or the summary in their place */
  kindred_page_set_has_actions (page, TRUE);

  /* Coming back, it is where it was. */
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->stack)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return;

  if (!gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
kindred_people_page_set_views (KindredPage *page, AdwViewStack *views)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (page);

  adw_view_switcher_title_set_stack (self->switcher, views);
  update_switcher (self);
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_people_page_shown;
  iface->set_views = kindred_people_page_set_views;
}

static void
kindred_people_page_dispose (GObject *object)
{
  KindredPeoplePage *self = KINDRED_PEOPLE_PAGE (object);

  kindred_people_page_stop_strangers (self);
  g_clear_handle_id (&self->next_source, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KINDRED_TYPE_PEOPLE_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->people);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kindred_people_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, header);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, title);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, switcher);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, add_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, search_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, select_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, menu_button);
  kindred_lazy_menu_bind (widget_class, "menu");
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, nothing);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, grid);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, summary);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, footer_select_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, hidden_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, other_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, select_all_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, small_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, few_photos_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, one_day_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, strangers_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, strangers_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, footer);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, action_bar);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, merge_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, favourite_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, hide_button);
  gtk_widget_class_bind_template_child (widget_class, KindredPeoplePage, show_button);
  gtk_widget_class_bind_template_callback (widget_class, grid_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kindred_people_page_list_strangers);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
}

static void
kindred_people_page_class_init (KindredPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_people_page_dispose;
  widget_class->root = kindred_people_page_root;
  widget_class->unroot = kindred_people_page_unroot;

  g_type_ensure (KINDRED_TYPE_GRID_FRAME);
  g_type_ensure (KINDRED_TYPE_SWITCHER_BAR);
  bind_template (widget_class);
  kindred_people_page_install_actions (widget_class);
}

static void
kindred_people_page_init (KindredPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_lazy_menu_set (GTK_WIDGET (self->menu_button), GTK_WIDGET (self), KINDRED_TYPE_PEOPLE_PAGE, "menu");
  gtk_button_set_label (GTK_BUTTON (self->hidden_button), "");
  kindred_let_shrink (self->strangers_bar);
  kindred_let_shrink (self->footer);
  kindred_let_shrink (GTK_WIDGET (self->action_bar));

  /* It finds an entry by itself only where nothing is between them. */
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  kindred_people_page_add_typing (self);
}

GtkWidget *
kindred_people_page_new (KindredSession *session, KindredPeopleFilter filter)
{
  KindredPeoplePage *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);

  self = g_object_new (KINDRED_TYPE_PEOPLE_PAGE, NULL);
  self->session = g_object_ref (session);
  self->filter = filter;
  gtk_widget_set_visible (self->merge_button, filter == KINDRED_PEOPLE_VISIBLE);
  gtk_widget_set_visible (self->favourite_button, filter == KINDRED_PEOPLE_VISIBLE);
  gtk_widget_set_visible (self->hide_button, filter != KINDRED_PEOPLE_HIDDEN);
  gtk_widget_set_visible (self->show_button, filter == KINDRED_PEOPLE_HIDDEN);
  gtk_widget_set_visible (self->select_all_button, filter != KINDRED_PEOPLE_VISIBLE);
  gtk_widget_set_visible (self->strangers_bar, filter == KINDRED_PEOPLE_STRANGERS);
  set_up (self);
  kindred_people_page_list_strangers (self);

  return GTK_WIDGET (self);
}

KindredPeopleFilter
kindred_people_page_get_filter (KindredPeoplePage *self)
{
  g_return_val_if_fail (KINDRED_IS_PEOPLE_PAGE (self), KINDRED_PEOPLE_VISIBLE);

  return self->filter;
}

void
kindred_people_page_search (KindredPeoplePage *self, const char *text)
{
  g_return_if_fail (KINDRED_IS_PEOPLE_PAGE (self));
  g_return_if_fail (text != NULL);

  gtk_search_bar_set_search_mode (self->search_bar, *text != '\0');
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
  search_changed_cb (self);
}
