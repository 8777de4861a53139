/* kindred-empty-page.h - what a library without people shows: how to begin, and then how the first scan gets on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library/kindred-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KINDRED_TYPE_EMPTY_PAGE (kindred_empty_page_get_type ())
G_DECLARE_FINAL_TYPE (KindredEmptyPage, kindred_empty_page, KINDRED, EMPTY_PAGE, AdwBin)

/* Takes the keyboard focus to its first button. */
void kindred_empty_page_shown (KindredEmptyPage *self);

/**
 * kindred_empty_page_set_job:
 * @job: (nullable): a scan that is going on; NULL to show how to begin
 * @name: (nullable): what is looked through; plain text
 */
void kindred_empty_page_set_job (KindredEmptyPage *self, KindredJob *job, const char *name);

G_END_DECLS
