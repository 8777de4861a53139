/* kindred-faces-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-faces-page.h"

#include "kindred-lazy-menu.h"
#include "kindred-page.h"

#include <glib/gi18n-lib.h>

struct _KindredFacesPage
{
  AdwBin parent_instance;

  KindredFacesKind kind;

  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *cancel_button;
  GtkWidget *menu_button;
  KindredFaceGrid *faces;
};

static void page_iface_init (KindredPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KindredFacesPage, kindred_faces_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KINDRED_TYPE_PAGE, page_iface_init))

static void
update_title (KindredFacesPage *self)
{
  guint n_selected = kindred_item_selection_get_n_selected (kindred_face_grid_get_selection (self->faces));
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (kindred_face_grid_get_model (self->faces)));
  g_autofree char *selected = g_strdup_printf (ngettext ("%'u Selected", "%'u Selected", n_selected), n_selected);
  g_autofree char *count = g_strdup_printf (ngettext ("%'u face", "%'u faces", n_items), n_items);
  const char *title = self->kind == KINDRED_FACES_OTHER ? _ ("Other Faces") : _ ("Not a Face");

  adw_window_title_set_title (self->title, n_selected > 0 ? selected : title);
  adw_window_title_set_subtitle (self->title, n_selected == 0 && n_items > 0 ? count : "");
  gtk_widget_set_visible (self->cancel_button, n_selected > 0);
  gtk_widget_set_visible (self->back_button, n_selected == 0);
  gtk_widget_set_visible (self->menu_button, n_selected == 0);
  kindred_page_set_has_actions (KINDRED_PAGE (self), n_selected > 0);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (KINDRED_FACES_PAGE (widget)->faces), "faces.select-all", NULL);
}

static void
leave_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (KINDRED_FACES_PAGE (widget)->faces), "faces.leave-selection", NULL);
}

/* One step back: from the selection, or from this page. */
static void
escape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KindredFacesPage *self = KINDRED_FACES_PAGE (widget);

  if (kindred_item_selection_get_n_selected (kindred_face_grid_get_selection (self->faces)) > 0)
    leave_selection_action (widget, NULL, NULL);
  else
    gtk_widget_activate_action (widget, "win.go-back", NULL);
}

static void
kindred_faces_page_shown (KindredPage *page)
{
  kindred_face_grid_focus (KINDRED_FACES_PAGE (page)->faces);
}

static void
page_iface_init (KindredPageInterface *iface)
{
  iface->shown = kindred_faces_page_shown;
}

static void
kindred_faces_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KINDRED_TYPE_FACES_PAGE);

  G_OBJECT_CLASS (kindred_faces_page_parent_class)->dispose (object);
}

static void
kindred_faces_page_class_init (KindredFacesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_faces_page_dispose;

  g_type_ensure (KINDRED_TYPE_FACE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-faces-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredFacesPage, title);
  gtk_widget_class_bind_template_child (widget_class, KindredFacesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFacesPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KindredFacesPage, menu_button);
  kindred_lazy_menu_bind (widget_class, "menu");
  gtk_widget_class_bind_template_child (widget_class, KindredFacesPage, faces);

  gtk_widget_class_install_action (widget_class, "faces-page.select-all", NULL, select_all_action);
  gtk_widget_class_install_action (widget_class, "faces-page.leave-selection", NULL, leave_selection_action);
  gtk_widget_class_install_action (widget_class, "faces-page.escape", NULL, escape_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "faces-page.escape", NULL);
}

static void
kindred_faces_page_init (KindredFacesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kindred_lazy_menu_set (self->menu_button, GTK_WIDGET (self), KINDRED_TYPE_FACES_PAGE, "menu");
}

GtkWidget *
kindred_faces_page_new (KindredSession *session, KindredFacesKind kind)
{
  KindredFacesPage *self;

  g_return_val_if_fail (KINDRED_IS_SESSION (session), NULL);
  g_return_val_if_fail (kind == KINDRED_FACES_OTHER || kind == KINDRED_FACES_NOT_A_FACE, NULL);

  self = g_object_new (KINDRED_TYPE_FACES_PAGE, NULL);
  self->kind = kind;
  kindred_face_grid_set_up (self->faces, session, kind, 0);
  g_signal_connect_object (kindred_face_grid_get_selection (self->faces), "notify", G_CALLBACK (update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (kindred_face_grid_get_model (self->faces), "notify::n-items", G_CALLBACK (update_title),
                           self, G_CONNECT_SWAPPED);
  update_title (self);

  return GTK_WIDGET (self);
}

KindredFaceGrid *
kindred_faces_page_get_faces (KindredFacesPage *self)
{
  g_return_val_if_fail (KINDRED_IS_FACES_PAGE (self), NULL);

  return self->faces;
}
