/* kindred-await.h - waits for an asynchronous call
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A command does one thing after the other.  Start a call with this callback and the address of a GAsyncResult
 * pointer (NULL, g_autoptr) as its data, and give the same address to kindred_await(). */
void kindred_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Iterates the main context until the call has ended.  Returns: (transfer none): *@result */
GAsyncResult *kindred_await (GAsyncResult **result);

G_END_DECLS
