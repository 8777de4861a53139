/* fake-main.c - kindred-analyzer-fake
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "analyzer/kindred-analyzer-service.h"

int
main (int argc, char *argv[])
{
  return kindred_analyzer_service_run (argc, argv);
}
