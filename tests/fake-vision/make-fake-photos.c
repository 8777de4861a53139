/* make-fake-photos.c - makes an album for kindred-analyzer-fake
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-vision.h"

#include <stdlib.h>

int
main (int argc, char *argv[])
{
  int n_persons = argc == 4 ? atoi (argv[2]) : 0;
  int n_photos = argc == 4 ? atoi (argv[3]) : 0;

  if (n_persons < 1 || n_persons > FAKE_MAX_PERSON || n_photos < 1)
    {
      g_printerr ("usage: kindred-make-fake-photos DIR PERSONS PHOTOS\n");
      return 2;
    }

  make_fake_album (argv[1], n_persons, n_photos);

  return 0;
}
