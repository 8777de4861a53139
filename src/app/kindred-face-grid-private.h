/* kindred-face-grid-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-drop-strip.h"
#include "kindred-face-grid.h"

G_BEGIN_DECLS

struct _KindredFaceGrid
{
  AdwBin parent_instance;

  KindredSession *session;
  KindredFacesKind kind;
  gint64 person;
  KindredFacesModel *faces;
  KindredItemSelection *selection;
  GtkWidget *focus_before; /* what had the focus while faces were still to come; compared only */
  gboolean from_start;     /* it goes to the first face as soon as there is another order */

  GtkStack *stack;
  AdwStatusPage *nothing;
  GtkGridView *grid;
  KindredDropStrip *drop_strip;
  GtkActionBar *action_bar;
  GtkButton *move_button;
  GtkWidget *reject_button;
  GtkWidget *not_a_face_button;
  GtkWidget *restore_button;
  GtkWidget *more_button;
};

void kindred_face_grid_install_actions (GtkWidgetClass *widget_class);
void kindred_face_grid_update_actions (KindredFaceGrid *self);

/* The menu of a cell.  (transfer full) */
GMenuModel *kindred_face_grid_dup_menu (KindredItem *item, gpointer user_data);

G_END_DECLS
