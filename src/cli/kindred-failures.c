/* kindred-failures.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-failures.h"

#include "base/kindred-paths.h"
#include "kindred-cli.h"
#include "kindred-json.h"

void
kindred_failures_print (GPtrArray *failures)
{
  for (guint i = 0; i < failures->len; i++)
    {
      const KindredFailure *failure = failures->pdata[i];
      g_autofree char *shown = kindred_paths_display (failure->path);

      kindred_cli_message ("%s: %s", shown, failure->reason);
    }
}

void
kindred_failures_add_json (GPtrArray *failures, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "failures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < failures->len; i++)
    {
      const KindredFailure *failure = failures->pdata[i];

      json_builder_begin_object (builder);
      kindred_json_add_path (builder, "path", failure->path);
      kindred_json_add_string (builder, "reason", failure->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
