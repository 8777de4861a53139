/* kindred-shrink.h - buttons that give way
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets the labels of all buttons at or below @widget be cut off: with large letters, or in a language of long words,
 * the window must not become wider for them.  Labels that are set later, too; not such as are in another child of a
 * button. */
void kindred_let_shrink (GtkWidget *widget);

G_END_DECLS
