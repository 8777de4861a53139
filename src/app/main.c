/* main.c - the window program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-application.h"

#include <glib/gi18n.h>

int
main (int argc, char *argv[])
{
  g_autoptr (KindredApplication) application = NULL;

  bindtextdomain (GETTEXT_PACKAGE, KINDRED_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name ("Kindred");
  application = kindred_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
