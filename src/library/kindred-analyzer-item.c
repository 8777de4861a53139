/* kindred-analyzer-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-item.h"

#include "base/kindred-error.h"
#include "protocol/kindred-thumbnail-check.h"

#define MAX_ATTEMPTS 2

KindredAnalyzerItem *
kindred_analyzer_item_new (gpointer crew, KindredRequest *request, GTask *task)
{
  KindredAnalyzerItem *self = g_new0 (KindredAnalyzerItem, 1);

  self->crew = crew;
  self->task = g_object_ref (task);
  self->request = request;

  return self;
}

void
kindred_analyzer_item_watch (KindredAnalyzerItem *self, GCancellableSourceFunc func, GMainContext *context)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);

  if (cancellable == NULL)
    return;

  self->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancelled, G_SOURCE_FUNC (func), self, NULL);
  g_source_attach (self->cancelled, context);
}

void
kindred_analyzer_item_unwatch (KindredAnalyzerItem *self)
{
  if (self->cancelled != NULL)
    g_source_destroy (self->cancelled);
  g_clear_pointer (&self->cancelled, g_source_unref);
}

static void
item_free (KindredAnalyzerItem *self)
{
  kindred_analyzer_item_unwatch (self);
  kindred_request_free (self->request);
  g_object_unref (self->task);
  g_free (self);
}

void
kindred_analyzer_item_return_error (KindredAnalyzerItem *self, GError *error)
{
  g_autoptr (GTask) task = g_object_ref (self->task);

  item_free (self);
  g_task_return_error (task, error);
}

void
kindred_analyzer_item_return_reply (KindredAnalyzerItem *self, KindredReply *reply)
{
  g_autoptr (KindredReply) owned = reply;
  g_autoptr (GTask) task = g_object_ref (self->task);
  KindredRequestKind kind = self->request->kind;

  item_free (self);
  if (reply->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reply->error));
  else if (kind == KINDRED_REQUEST_ANALYZE)
    g_task_return_pointer (task, g_steal_pointer (&reply->analysis), (GDestroyNotify) kindred_analysis_free);
  else
    g_task_return_pointer (task, g_steal_pointer (&reply->picture), (GDestroyNotify) g_bytes_unref);
}

static gboolean
is_small_enough (GBytes *picture, int edge)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);

  return kindred_preview_check (data, size, edge);
}

gboolean
kindred_analyzer_item_is_picture (KindredAnalyzerItem *self)
{
  return self->request->kind != KINDRED_REQUEST_ANALYZE;
}

gboolean
kindred_analyzer_item_check_reply (KindredAnalyzerItem *self, const KindredReply *reply, GError **error)
{
  static const KindredReplyKind wanted[] = { [KINDRED_REQUEST_ANALYZE] = KINDRED_REPLY_ANALYSIS,
                                             [KINDRED_REQUEST_CROP] = KINDRED_REPLY_CROP,
                                             [KINDRED_REQUEST_PREVIEW] = KINDRED_REPLY_PREVIEW };

  if (reply->kind == KINDRED_REPLY_ERROR)
    return TRUE;
  if (reply->kind == wanted[self->request->kind]
      && (reply->kind != KINDRED_REPLY_PREVIEW || is_small_enough (reply->picture, self->request->edge)))
    return TRUE;

  g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "The analyzer answers another question");

  return FALSE;
}

/* A photo is to blame for a crash only if it was the first that this process saw, or did it twice:
 * otherwise the process may have been in a bad state, or the system short of memory. */
gboolean
kindred_analyzer_item_should_retry (KindredAnalyzerItem *self, KindredAnalyzerProcess *process, const GError *error)
{
  return g_error_matches (error, KINDRED_ERROR, KINDRED_ERROR_CRASHED) && self->attempts < MAX_ATTEMPTS
         && (kindred_analyzer_process_get_n_done (process) > 0 || kindred_analyzer_process_was_killed (process));
}
