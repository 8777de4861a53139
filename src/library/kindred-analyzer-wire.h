/* kindred-analyzer-wire.h - requests to an analyzer, and the replies in what it writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "protocol/kindred-reply.h"
#include "protocol/kindred-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KindredAnalyzerWire KindredAnalyzerWire;

KindredAnalyzerWire *kindred_analyzer_wire_new (void);
void kindred_analyzer_wire_free (KindredAnalyzerWire *self);

/* @input: our end of its standard input, a socket, or -1; taken over */
void kindred_analyzer_wire_open (KindredAnalyzerWire *self, int input);

/* The analyzer sees the end of its input.  May be called again. */
void kindred_analyzer_wire_close (KindredAnalyzerWire *self);

/* Never blocks.  Returns: FALSE when nobody is at the other end */
gboolean kindred_analyzer_wire_send (KindredAnalyzerWire *self, const KindredRequest *request);

/**
 * kindred_analyzer_wire_take:
 * @bytes: what the analyzer has written
 * @asked: whether it has something to answer
 * @reply: (out): what it says, or NULL while that is not complete
 * @error: KINDRED_ERROR_PROTOCOL
 *
 * Returns: FALSE when the analyzer is not to be believed any more
 */
gboolean kindred_analyzer_wire_take (KindredAnalyzerWire *self, GBytes *bytes, gboolean asked, KindredReply **reply,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredAnalyzerWire, kindred_analyzer_wire_free)

G_END_DECLS
