/* kindred-await.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-await.h"

void
kindred_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

GAsyncResult *
kindred_await (GAsyncResult **result)
{
  g_return_val_if_fail (result != NULL, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}
