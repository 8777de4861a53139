/* kindred-empty-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-empty-page.h"

struct _KindredEmptyPage
{
  AdwBin parent_instance;

  GtkWidget *add_button;
  GtkWidget *sample_button;
};

G_DEFINE_FINAL_TYPE (KindredEmptyPage, kindred_empty_page, ADW_TYPE_BIN)

static void
kindred_empty_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KINDRED_TYPE_EMPTY_PAGE);

  G_OBJECT_CLASS (kindred_empty_page_parent_class)->dispose (object);
}

static void
kindred_empty_page_class_init (KindredEmptyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kindred_empty_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kindred_photos/Kindred/ui/kindred-empty-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, KindredEmptyPage, sample_button);
}

static void
kindred_empty_page_init (KindredEmptyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* With large letters, the window must not become wider for it. */
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->sample_button))), PANGO_ELLIPSIZE_END);
}

void
kindred_empty_page_shown (KindredEmptyPage *self)
{
  g_return_if_fail (KINDRED_IS_EMPTY_PAGE (self));

  gtk_widget_grab_focus (self->add_button);
}
