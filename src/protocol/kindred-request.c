/* kindred-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-request.h"

#include "base/kindred-error.h"
#include "kindred-analysis.h"
#include "kindred-thumbnail-check.h"

#include <limits.h>
#include <math.h>
#include <string.h>

KindredRequest *
kindred_request_new_analyze (const char *path)
{
  KindredRequest *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (KindredRequest, 1);
  self->kind = KINDRED_REQUEST_ANALYZE;
  self->path = g_strdup (path);
  self->time = -1;

  return self;
}

KindredRequest *
kindred_request_new_crop (const char *path, double time, double x, double y, double width, double height)
{
  KindredRequest *self = kindred_request_new_analyze (path);

  if (self == NULL)
    return NULL;

  self->kind = KINDRED_REQUEST_CROP;
  self->time = time;
  self->x = x;
  self->y = y;
  self->width = width;
  self->height = height;

  return self;
}

KindredRequest *
kindred_request_new_preview (const char *path, double time, int edge)
{
  KindredRequest *self = kindred_request_new_analyze (path);

  if (self == NULL)
    return NULL;

  self->kind = KINDRED_REQUEST_PREVIEW;
  self->time = time;
  self->edge = edge;

  return self;
}

void
kindred_request_free (KindredRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self);
}

GVariant *
kindred_request_to_variant (const KindredRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_variant_new ("(y^aydddddi)", (guint8) self->kind, self->path, self->time, self->x, self->y, self->width,
                        self->height, self->edge);
}

static gboolean
check_box (const KindredRequest *self)
{
  return isfinite (self->x) && isfinite (self->y) && isfinite (self->width) && isfinite (self->height)
         && fabs (self->x) <= 4 && fabs (self->y) <= 4 && self->width > 0 && self->width <= 4 && self->height > 0
         && self->height <= 4;
}

static gboolean
check (const KindredRequest *self)
{
  if (*self->path == '\0' || strlen (self->path) > PATH_MAX || !(fabs (self->time) <= KINDRED_ANALYSIS_MAX_TIME))
    return FALSE;

  switch (self->kind)
    {
    case KINDRED_REQUEST_ANALYZE:
      return TRUE;
    case KINDRED_REQUEST_CROP:
      return check_box (self);
    case KINDRED_REQUEST_PREVIEW:
      return self->edge >= 1 && self->edge <= KINDRED_PREVIEW_EDGE;
    default:
      return FALSE;
    }
}

KindredRequest *
kindred_request_from_variant (GVariant *variant, GError **error)
{
  g_autoptr (KindredRequest) self = NULL;
  guint8 kind;

  g_return_val_if_fail (variant != NULL, NULL);

  if (!g_variant_is_of_type (variant, KINDRED_REQUEST_TYPE) || !g_variant_is_normal_form (variant))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "A request has a wrong type");
      return NULL;
    }

  self = g_new0 (KindredRequest, 1);
  g_variant_get (variant, "(y^aydddddi)", &kind, &self->path, &self->time, &self->x, &self->y, &self->width,
                 &self->height, &self->edge);
  self->kind = kind;

  if (!check (self))
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL, "A request makes no sense");
      return NULL;
    }

  return g_steal_pointer (&self);
}
