/* test-list-diff.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/kindred-list-diff.h"

#include "model/kindred-item-list.h"
#include "model/kindred-person-item.h"

/* A list that counts what it says of itself, and checks that it is coherent whenever it says something. */
#define TEST_TYPE_LIST (test_list_get_type ())
G_DECLARE_FINAL_TYPE (TestList, test_list, TEST, LIST, GObject)

struct _TestList
{
  GObject parent_instance;

  GPtrArray *items;
  GPtrArray *mirror; /* what a view makes of the signals */
  guint n_signals;
  guint n_removed;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return TEST_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TestList *self = TEST_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestList, test_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
items_changed_cb (TestList *self, guint position, guint removed, guint added)
{
  self->n_signals++;
  self->n_removed += removed;
  for (guint i = 0; i < removed; i++)
    g_ptr_array_remove_index (self->mirror, position);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->mirror, (int) (position + i), g_object_ref (self->items->pdata[position + i]));

  g_assert_cmpuint (self->mirror->len, ==, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    g_assert_true (self->mirror->pdata[i] == self->items->pdata[i]);
}

static void
test_list_finalize (GObject *object)
{
  g_ptr_array_unref (TEST_LIST (object)->items);
  g_ptr_array_unref (TEST_LIST (object)->mirror);

  G_OBJECT_CLASS (test_list_parent_class)->finalize (object);
}

static void
test_list_class_init (TestListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_list_finalize;
}

static void
test_list_init (TestList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (self, "items-changed", G_CALLBACK (items_changed_cb), NULL);
}

/* ---- letters as objects ---- */

static GObject *letters[128];

static GPtrArray *
new_word (const char *word)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (const char *p = word; *p != '\0'; p++)
    {
      guint i = (guint) *p;

      if (letters[i] == NULL)
        letters[i] = G_OBJECT (kindred_person_item_new (&(KindredPersonRecord){ .id = i }));
      g_ptr_array_add (items, g_object_ref (letters[i]));
    }

  return items;
}

static void
change (TestList *list, const char *word)
{
  g_autoptr (GPtrArray) target = new_word (word);

  list->n_signals = list->n_removed = 0;
  kindred_list_diff_apply (G_LIST_MODEL (list), list->items, target);
  g_assert_cmpuint (list->items->len, ==, target->len);
  for (guint i = 0; i < target->len; i++)
    g_assert_true (list->items->pdata[i] == target->pdata[i]);
}

static void
test_few_changes (void)
{
  g_autoptr (TestList) list = g_object_new (TEST_TYPE_LIST, NULL);

  change (list, "abcdef");
  g_assert_cmpuint (list->n_signals, ==, 1);

  change (list, "abcdef");
  g_assert_cmpuint (list->n_signals, ==, 0);

  change (list, "abxcdef"); /* one added */
  g_assert_cmpuint (list->n_signals, ==, 1);
  g_assert_cmpuint (list->n_removed, ==, 0);

  change (list, "abcde"); /* two removed at different places */
  g_assert_cmpuint (list->n_signals, ==, 2);
  g_assert_cmpuint (list->n_removed, ==, 2);

  change (list, "eabcd"); /* one moved: the others stay */
  g_assert_cmpuint (list->n_removed, ==, 1);
  g_assert_cmpuint (list->n_signals, ==, 2);

  change (list, "eayzd"); /* replaced in place */
  g_assert_cmpuint (list->n_signals, ==, 1);
  g_assert_cmpuint (list->n_removed, ==, 2);

  change (list, "");
  g_assert_cmpuint (list->n_signals, ==, 1);
  change (list, "");
  g_assert_cmpuint (list->n_signals, ==, 0);
}

static void
test_random (void)
{
  g_autoptr (TestList) list = g_object_new (TEST_TYPE_LIST, NULL);

  for (int round = 0; round < 500; round++)
    {
      char word[64];
      guint n = 0;

      /* Any subset in any order */
      for (char c = 'A'; c <= 'z'; c++)
        {
          if (g_test_rand_bit ())
            word[n++] = c;
        }
      for (guint i = 0; i + 1 < n && round % 3 != 0; i += 1 + (guint) g_test_rand_int_range (0, 4))
        {
          guint other = (guint) g_test_rand_int_range (0, (gint32) n);
          char swap = word[i];

          word[i] = word[other];
          word[other] = swap;
        }
      word[n] = '\0';
      change (list, word);
    }
}

/* More runs than worth telling one by one. */
static void
test_many_runs (void)
{
  g_autoptr (TestList) list = g_object_new (TEST_TYPE_LIST, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) odd = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 i = 1; i <= 1000; i++)
    {
      GObject *item = G_OBJECT (kindred_person_item_new (&(KindredPersonRecord){ .id = i }));

      g_ptr_array_add (all, item);
      if (i % 2 == 1)
        g_ptr_array_add (odd, g_object_ref (item));
    }

  kindred_list_diff_apply (G_LIST_MODEL (list), list->items, all);
  list->n_signals = 0;
  kindred_list_diff_apply (G_LIST_MODEL (list), list->items, odd);
  g_assert_cmpuint (list->items->len, ==, 500);
  g_assert_cmpuint (list->n_signals, ==, 1);
}

/* ---- lists of items ---- */

#define TEST_TYPE_ITEMS (test_items_get_type ())
G_DECLARE_FINAL_TYPE (TestItems, test_items, TEST, ITEMS, KindredItemList)

struct _TestItems
{
  KindredItemList parent_instance;
};

G_DEFINE_FINAL_TYPE (TestItems, test_items, KINDRED_TYPE_ITEM_LIST)

static void
test_items_class_init (TestItemsClass *klass)
{
}

static void
test_items_init (TestItems *self)
{
}

static void
gone_cb (gpointer data, GObject *item)
{
  guint *n_left = data;

  (*n_left)--;
}

/* Of @n items, which are counted in @n_left as long as they are there. */
static TestItems *
make_items (guint n, guint *n_left)
{
  TestItems *items = g_object_new (TEST_TYPE_ITEMS, NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);

  *n_left = n;
  for (guint i = 0; i < n; i++)
    {
      const KindredPersonRecord record = { .id = i + 1 };

      g_ptr_array_add (all, kindred_person_item_new (&record));
      g_object_weak_ref (all->pdata[i], gone_cb, n_left);
    }
  kindred_item_list_take (KINDRED_ITEM_LIST (items), all, TRUE);

  return items;
}

/* The beginning at once, and the rest soon. */
static void
test_slices (void)
{
  guint n_left;
  TestItems *items = make_items (1200, &n_left);
  g_autoptr (KindredItem) first = g_list_model_get_item (G_LIST_MODEL (items), 0);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (items));

  g_assert_cmpint (kindred_item_get_id (first), ==, 1);
  g_assert_cmpuint (n_shown, >, 0);
  g_assert_cmpuint (n_shown, <, 1200);
  g_assert_cmpuint (kindred_item_list_get_total (KINDRED_ITEM_LIST (items)), ==, 1200);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (items)), ==, 1200);
  g_assert_cmpuint (kindred_item_list_find (KINDRED_ITEM_LIST (items), 1200), ==, 1199);

  g_object_unref (items);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_left, ==, 1);
  g_clear_object (&first);
}

/* Thousands of items do not go all at once, but they all go. */
static void
test_letting_go (void)
{
  guint n_left, n_few;
  TestItems *items = make_items (1200, &n_left);
  TestItems *few = make_items (10, &n_few);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (few);
  g_assert_cmpuint (n_few, ==, 0);

  g_object_unref (items);
  g_assert_cmpuint (n_left, ==, 1200);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (n_left, <, 1200);
  g_assert_cmpuint (n_left, >, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_left, ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/list-diff/few-changes", test_few_changes);
  g_test_add_func ("/model/list-diff/random", test_random);
  g_test_add_func ("/model/list-diff/many-runs", test_many_runs);
  g_test_add_func ("/model/item-list/slices", test_slices);
  g_test_add_func ("/model/item-list/letting-go", test_letting_go);

  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_clear_object (&letters[i]);

  return status;
}
