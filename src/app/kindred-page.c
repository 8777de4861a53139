/* kindred-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-page.h"

G_DEFINE_INTERFACE (KindredPage, kindred_page, GTK_TYPE_WIDGET)

static void
kindred_page_default_init (KindredPageInterface *iface)
{
}

void
kindred_page_shown (KindredPage *self)
{
  g_return_if_fail (KINDRED_IS_PAGE (self));

  if (KINDRED_PAGE_GET_IFACE (self)->shown != NULL)
    KINDRED_PAGE_GET_IFACE (self)->shown (self);
}
