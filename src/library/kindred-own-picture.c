/* kindred-own-picture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-own-picture.h"

#include "imaging/kindred-jpeg-decoder.h"

GdkPixbuf *
kindred_own_picture_decode (GBytes *jpeg, int edge, GError **error)
{
  return kindred_jpeg_decode_to_fit (jpeg, edge, error);
}
