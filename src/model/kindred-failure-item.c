/* kindred-failure-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-failure-item.h"

#include "base/kindred-paths.h"

struct _KindredFailureItem
{
  GObject parent_instance;

  char *name;
  char *folder;
  char *reason;
};

G_DEFINE_FINAL_TYPE (KindredFailureItem, kindred_failure_item, G_TYPE_OBJECT)

static void
kindred_failure_item_finalize (GObject *object)
{
  KindredFailureItem *self = KINDRED_FAILURE_ITEM (object);

  g_free (self->name);
  g_free (self->folder);
  g_free (self->reason);

  G_OBJECT_CLASS (kindred_failure_item_parent_class)->finalize (object);
}

static void
kindred_failure_item_class_init (KindredFailureItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kindred_failure_item_finalize;
}

static void
kindred_failure_item_init (KindredFailureItem *self)
{
}

KindredFailureItem *
kindred_failure_item_new (const KindredFailure *failure)
{
  KindredFailureItem *self;
  g_autofree char *base = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (failure != NULL, NULL);

  base = g_path_get_basename (failure->path);
  folder = g_path_get_dirname (failure->path);
  self = g_object_new (KINDRED_TYPE_FAILURE_ITEM, NULL);
  self->name = kindred_paths_display (base);
  self->folder = kindred_paths_display (folder);
  self->reason = g_strdup (failure->reason);

  return self;
}

const char *
kindred_failure_item_get_name (KindredFailureItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FAILURE_ITEM (self), NULL);

  return self->name;
}

const char *
kindred_failure_item_get_folder (KindredFailureItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FAILURE_ITEM (self), NULL);

  return self->folder;
}

const char *
kindred_failure_item_get_reason (KindredFailureItem *self)
{
  g_return_val_if_fail (KINDRED_IS_FAILURE_ITEM (self), NULL);

  return self->reason;
}
