/* kindred-huge-pages.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-huge-pages.h"

#include <errno.h>
#include <sys/mman.h>

#define HUGE_PAGE ((gsize) 2 * 1024 * 1024)

void
kindred_huge_pages_ask (gpointer memory, gsize size)
{
  guintptr from = ((guintptr) memory + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
  guintptr to = ((guintptr) memory + size) / HUGE_PAGE * HUGE_PAGE;

  /* If it cannot be, it is only slower. */
  if (memory != NULL && to > from && madvise ((gpointer) from, to - from, MADV_HUGEPAGE) != 0)
    g_debug ("No large pages: %s", g_strerror (errno));
}
