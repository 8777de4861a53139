/* kindred-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-error.h"

G_DEFINE_QUARK (kindred - error - quark, kindred_error)
