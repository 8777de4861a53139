/* kindred-failures.h - files that could not be dealt with, for people and for programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* @failures: KindredFailure */

/* A message for each. */
void kindred_failures_print (GPtrArray *failures);

/* The member "failures" of the object that @builder is in: a list of objects with path and reason. */
void kindred_failures_add_json (GPtrArray *failures, JsonBuilder *builder);

G_END_DECLS
