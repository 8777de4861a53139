/* kindred-analyzer-item.h - one request on its way through the pool
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analyzer-process.h"

G_BEGIN_DECLS

/**
 * KindredAnalyzerItem:
 * @crew: (type KindredAnalyzerCrew): whose turn it waits for; not owned, as the task holds the pool
 * @task: the caller's
 * @request: what it wants
 * @cancelled: (nullable): watches the caller's cancellable
 * @attempts: how many processes it was given to
 */
typedef struct
{
  gpointer crew;
  GTask *task;
  KindredRequest *request;
  GSource *cancelled;
  guint attempts;
} KindredAnalyzerItem;

/* @request: (transfer full) */
KindredAnalyzerItem *kindred_analyzer_item_new (gpointer crew, KindredRequest *request, GTask *task);

/* Calls @func, in @context, with the item when its task is cancelled, until the item has returned. */
void kindred_analyzer_item_watch (KindredAnalyzerItem *self, GCancellableSourceFunc func, GMainContext *context);
void kindred_analyzer_item_unwatch (KindredAnalyzerItem *self);

/* These return the task and free the item.  Callbacks may call the pool again: its state must be in
 * order.  @error, @reply: (transfer full) */
void kindred_analyzer_item_return_error (KindredAnalyzerItem *self, GError *error);
void kindred_analyzer_item_return_reply (KindredAnalyzerItem *self, KindredReply *reply);

/* Whether somebody waits for it in front of the screen. */
gboolean kindred_analyzer_item_is_picture (KindredAnalyzerItem *self);

/* Whether the reply is one to the request.  @error: KINDRED_ERROR_PROTOCOL */
gboolean kindred_analyzer_item_check_reply (KindredAnalyzerItem *self, const KindredReply *reply, GError **error);

/* Whether it should be given to another process after this one ended with @error. */
gboolean kindred_analyzer_item_should_retry (KindredAnalyzerItem *self, KindredAnalyzerProcess *process,
                                             const GError *error);

G_END_DECLS
