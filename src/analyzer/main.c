/* main.c - kindred-analyzer: looks at photos for the programs that show them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-service.h"

int
main (int argc, char *argv[])
{
  return kindred_analyzer_service_run (argc, argv);
}
