/* kindred-analyzer-channel.h - the analyzer's end of the pipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KindredAnalyzerChannel KindredAnalyzerChannel;

/* Takes standard input and output over: from now on what any library prints goes to standard error,
 * and reading standard input finds nothing. */
KindredAnalyzerChannel *kindred_analyzer_channel_new_standard (GError **error);
void kindred_analyzer_channel_free (KindredAnalyzerChannel *self);

/* Waits for the next message, in normal form.  @message: (out): NULL when the parent has closed the
 * pipe.  @error: G_IO_ERROR, KINDRED_ERROR_PROTOCOL */
gboolean kindred_analyzer_channel_receive (KindredAnalyzerChannel *self, const GVariantType *type, GVariant **message,
                                           GError **error);

/* @message: consumed if floating.  Blocks until written. */
gboolean kindred_analyzer_channel_send (KindredAnalyzerChannel *self, GVariant *message, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredAnalyzerChannel, kindred_analyzer_channel_free)

G_END_DECLS
