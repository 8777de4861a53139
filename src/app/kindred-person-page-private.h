/* kindred-person-page-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-face-picture.h"
#include "kindred-person-page.h"

G_BEGIN_DECLS

struct _KindredPersonPage
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredPersonItem *person;
  GSignalGroup *person_signals;
  gint64 successor; /* whom to show when this person is no more */
  gboolean edited;  /* here, since the person was last seen */

  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *cancel_button;
  GtkWidget *menu_button;
  KindredFacePicture *picture;
  GtkWidget *name_button;
  GtkLabel *name_label;
  GtkLabel *summary;
  GtkWidget *notes_button;
  GtkLabel *notes_label;
  GtkWidget *views; /* the toggles of faces and photos */
  GtkToggleButton *photos_toggle;
  GtkStack *stack;
  KindredFaceGrid *faces;
  GtkWidget *photos; /* KindredPhotoGrid; NULL until it is asked for */
};

/* kindred-person-page-actions.c */
void kindred_person_page_install_actions (GtkWidgetClass *widget_class);
void kindred_person_page_update_actions (KindredPersonPage *self);

/* kindred-person-page.c */
void kindred_person_page_set_by_doubt (KindredPersonPage *self, gboolean by_doubt);
void kindred_person_page_focus_view (KindredPersonPage *self);

G_END_DECLS
