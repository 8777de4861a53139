/* kindred-alike-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-alike-order.h"

#include "kindred-linkage.h"
#include "kindred-links.h"

/* What is within eps became persons; this is as far as questions go. */
#define LOOSENESS 1.2

typedef struct
{
  GPtrArray *lists; /* (element-type GArray): by the face that stands for the group; NULL for single faces */
  KindredLinkage *linkage;
} Order;

static void
order_clear (Order *self)
{
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_clear_pointer (&self->linkage, kindred_linkage_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static void
list_free (gpointer list)
{
  if (list != NULL)
    g_array_unref (list);
}

static GArray *
take_list (Order *self, gint32 root)
{
  GArray *list = g_steal_pointer (&self->lists->pdata[root]);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (gint32));
      g_array_append_val (list, root);
    }

  return list;
}

static void
reverse (GArray *list)
{
  gint32 *faces = (gint32 *) (gpointer) list->data;

  for (guint i = 0; i < list->len / 2; i++)
    {
      gint32 other = faces[i];

      faces[i] = faces[list->len - 1 - i];
      faces[list->len - 1 - i] = other;
    }
}

/* The shorter list goes behind the longer one, with @link's face first if it can be. */
static void
concatenate (Order *self, gint32 a, gint32 b, const KindredLink *link)
{
  g_autoptr (GArray) first = take_list (self, a);
  g_autoptr (GArray) second = take_list (self, b);
  GArray *large = first->len >= second->len ? first : second, *small = large == first ? second : first;
  gint32 last = g_array_index (small, gint32, small->len - 1);

  if (last == link->a || last == link->b)
    reverse (small);
  g_array_append_vals (large, small->data, small->len);
  self->lists->pdata[kindred_linkage_find (self->linkage, a)] = g_array_ref (large);
}

static gboolean
join (Order *self, const GArray *links, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < links->len; i++)
    {
      const KindredLink *link = &g_array_index (links, KindredLink, i);
      gint32 a = kindred_linkage_find (self->linkage, link->a), b = kindred_linkage_find (self->linkage, link->b);

      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (a != b && kindred_linkage_offer (self->linkage, a, b))
        concatenate (self, a, b, link);
    }

  return TRUE;
}

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  const GArray *first = *(GArray *const *) a, *second = *(GArray *const *) b;

  if (first->len != second->len)
    return first->len > second->len ? -1 : 1;

  return g_array_index (first, gint32, 0) < g_array_index (second, gint32, 0) ? -1 : 1;
}

static int
compare_quality (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const float *quality = user_data;
  gint32 first = *(const gint32 *) a, second = *(const gint32 *) b;

  if (quality[first] != quality[second])
    return quality[first] > quality[second] ? -1 : 1;

  return first < second ? -1 : first > second;
}

static gint32 *
write_down (Order *self, gsize n, const float *quality)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  g_autoptr (GArray) single = g_array_new (FALSE, FALSE, sizeof (gint32));
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (gint32), n + 1);

  for (gsize i = 0; i < n; i++)
    {
      gint32 face = i;

      if (self->lists->pdata[i] != NULL)
        g_ptr_array_add (lists, self->lists->pdata[i]);
      else if (kindred_linkage_get_size (self->linkage, face) == 1)
        g_array_append_val (single, face);
    }

  g_ptr_array_sort (lists, compare_lists);
  g_array_sort_with_data (single, compare_quality, (gpointer) quality);

  for (guint i = 0; i < lists->len; i++)
    g_array_append_vals (order, ((GArray *) lists->pdata[i])->data, ((GArray *) lists->pdata[i])->len);
  g_array_append_vals (order, single->data, single->len);
  g_assert (order->len == n);

  return (gint32 *) (gpointer) g_array_free (order, FALSE);
}

gint32 *
kindred_alike_order (const KindredGroupingInput *input, const float *quality, GCancellable *cancellable, GError **error)
{
  g_auto (Order) self = { 0 };
  g_autofree gint32 *tag = NULL;
  g_autoptr (KindredLinks) links = NULL;
  KindredGroupingInput loose;

  g_return_val_if_fail (input != NULL && (quality != NULL || input->n_faces == 0), NULL);

  loose = *input;
  loose.eps *= LOOSENESS;
  loose.max_mean *= LOOSENESS;
  loose.n_rejections = 0;

  if (!kindred_grouping_input_check (&loose, error))
    return NULL;

  links = kindred_links_find (&loose, NULL, NULL, cancellable, error);
  if (links == NULL)
    return NULL;

  tag = g_new (gint32, MAX (input->n_faces, 1));
  for (gsize i = 0; i < input->n_faces; i++)
    tag[i] = -1;
  self.linkage = kindred_linkage_new (&loose, tag, loose.max_mean > 0 ? loose.max_mean : (double) G_MAXFLOAT);
  self.lists = g_ptr_array_new_with_free_func (list_free);
  g_ptr_array_set_size (self.lists, input->n_faces);

  return join (&self, links->links, cancellable, error) ? write_down (&self, input->n_faces, quality) : NULL;
}
