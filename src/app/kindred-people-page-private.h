/* kindred-people-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-item-selection.h"
#include "kindred-people-page.h"
#include "kindred-switcher-bar.h"

G_BEGIN_DECLS

struct _KindredPeoplePage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredPeopleFilter filter;
  KindredPeopleModel *people;
  KindredItemSelection *selection;
  gint64 next; /* whom to name after the one being named, or 0 */
  guint next_source;
  GCancellable *strangers_cancellable; /* of the listing under way */

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  AdwViewSwitcherTitle *switcher;
  KindredSwitcherBar *switcher_bar;
  GtkWidget *back_button;
  GtkWidget *add_button;
  GtkWidget *cancel_button;
  GtkToggleButton *search_button;
  GtkWidget *select_button;
  GtkMenuButton *menu_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkGridView *grid;
  GtkLabel *summary;
  GtkWidget *footer_select_button;
  GtkWidget *hidden_button;
  GtkWidget *strangers_button;
  GtkWidget *other_button;
  GtkWidget *strangers_bar;
  GtkToggleButton *one_day_button;
  GtkToggleButton *few_photos_button;
  GtkToggleButton *small_button;
  GtkWidget *footer;
  GtkActionBar *action_bar;
  GtkWidget *merge_button;
  GtkWidget *favourite_button;
  GtkWidget *hide_button;
  GtkWidget *show_button;
  GtkWidget *select_all_button;
};

void kindred_people_page_install_actions (GtkWidgetClass *widget_class);
void kindred_people_page_update_actions (KindredPeoplePage *self);

void kindred_people_page_update_content (KindredPeoplePage *self);

/* kindred-people-page-strangers.c */
void kindred_people_page_list_strangers (KindredPeoplePage *self);
void kindred_people_page_stop_strangers (KindredPeoplePage *self);

/* kindred-people-page-not-persons.c: @persons: (element-type KindredPersonItem) */
void kindred_people_page_mark_not_persons (KindredPeoplePage *self, GPtrArray *persons);

/* kindred-people-page-naming.c: typing the name of whom has the focus */
void kindred_people_page_add_typing (KindredPeoplePage *self);
void kindred_people_page_popup_name (KindredPeoplePage *self, gint64 id, GtkEventControllerKey *typing);

/* The menu of a cell.  (transfer full) */
GMenuModel *kindred_people_page_dup_menu (KindredItem *item, gpointer user_data);

G_END_DECLS
