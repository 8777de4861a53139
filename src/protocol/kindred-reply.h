/* kindred-reply.h - what the analyzer answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-analysis.h"

#include <glib.h>

G_BEGIN_DECLS

#define KINDRED_REPLY_TYPE G_VARIANT_TYPE ("(yv)")

/**
 * KindredReplyKind:
 * @KINDRED_REPLY_READY: once, when the models are loaded
 * @KINDRED_REPLY_FATAL: instead of READY: the analyzer cannot work at all, and ends
 * @KINDRED_REPLY_ERROR: this request failed; the next may come
 * @KINDRED_REPLY_ANALYSIS: to KINDRED_REQUEST_ANALYZE
 * @KINDRED_REPLY_CROP: to KINDRED_REQUEST_CROP
 * @KINDRED_REPLY_PREVIEW: to KINDRED_REQUEST_PREVIEW
 */
typedef enum
{
  KINDRED_REPLY_READY = 1,
  KINDRED_REPLY_FATAL = 2,
  KINDRED_REPLY_ERROR = 3,
  KINDRED_REPLY_ANALYSIS = 4,
  KINDRED_REPLY_CROP = 5,
  KINDRED_REPLY_PREVIEW = 6,
} KindredReplyKind;

/**
 * KindredReply:
 * @kind: which of the following is set
 * @error: (nullable): of FATAL and ERROR, in the domain KINDRED_ERROR
 * @analysis: (nullable): of ANALYSIS
 * @picture: (nullable): of CROP and PREVIEW: a JPEG, checked by kindred_thumbnail_check() or kindred_preview_check()
 */
typedef struct
{
  KindredReplyKind kind;
  GError *error;
  KindredAnalysis *analysis;
  GBytes *picture;
} KindredReply;

void kindred_reply_free (KindredReply *self);

/* For the analyzer.  Errors of other domains become KINDRED_ERROR_FAILED; messages that are not
 * UTF-8 are made so.  Returns: (transfer floating) */
GVariant *kindred_reply_ready_to_variant (void);
GVariant *kindred_reply_error_to_variant (KindredReplyKind kind, const GError *error);
GVariant *kindred_reply_analysis_to_variant (const KindredAnalysis *analysis);
GVariant *kindred_reply_crop_to_variant (GBytes *crop);
GVariant *kindred_reply_preview_to_variant (GBytes *preview);

/* For the parent.  Checks everything; @variant: of KINDRED_REPLY_TYPE, in normal form.
 * @error: KINDRED_ERROR_PROTOCOL */
KindredReply *kindred_reply_from_variant (GVariant *variant, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredReply, kindred_reply_free)

G_END_DECLS
