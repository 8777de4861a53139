/* kindred-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-error.h"

/* It would take the name for a subtraction. */
/* clang-format off */
G_DEFINE_QUARK (kindred-error-quark, kindred_error)
/* clang-format on */
