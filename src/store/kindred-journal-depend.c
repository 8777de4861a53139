/* kindred-journal-depend.c - which later edits rest on an earlier one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "kindred-journal-depend.h"

/* What an edit changed or refers to. */
typedef enum
{
  ITEM_FACE,
  ITEM_REJECTION,
  ITEM_ANSWER,
  ITEM_FOLDER,
  ITEM_NAME,
  ITEM_HIDDEN,
  ITEM_COVER,
  ITEM_FAVOURITE,
  ITEM_BIRTH,
  ITEM_NOTES,
  ITEM_EXISTENCE, /* of a person */
  ITEM_PERSON,    /* it refers to one, which is only of interest if another edit makes or ends that person */
} ItemKind;

typedef struct
{
  gint64 kind;
  gint64 ids[3];
} Item;

/* In the order of ItemKind; the numbers are its values. */
#define PERSON_COLUMN(kind, name)                                                                                      \
  " UNION ALL SELECT " #kind ", person, 0, 0 FROM edit_persons WHERE edit = ?1 AND old_" name " IS NOT new_" name
static const char list_items[]
    = "SELECT 0, face, 0, 0 FROM edit_faces WHERE edit = ?1"
      " UNION ALL SELECT 1, face, person, 0 FROM edit_rejections WHERE edit = ?1"
      " UNION ALL SELECT 2, person, other, face FROM edit_answers WHERE edit = ?1"
      " UNION ALL SELECT 3, folder, 0, 0 FROM edit_folders WHERE edit = ?1" PERSON_COLUMN (4, "name")
          PERSON_COLUMN (5, "hidden") PERSON_COLUMN (6, "cover") PERSON_COLUMN (7, "favourite")
              PERSON_COLUMN (8, "birth") PERSON_COLUMN (9, "notes") PERSON_COLUMN (
                  10, "exists") " UNION ALL SELECT 11, person, 0, 0 FROM (SELECT old_person AS person FROM edit_faces "
                                "WHERE edit = ?1"
                                "   UNION SELECT new_person FROM edit_faces WHERE edit = ?1"
                                "   UNION SELECT person FROM edit_persons WHERE edit = ?1"
                                "   UNION SELECT person FROM edit_rejections WHERE edit = ?1"
                                "   UNION SELECT person FROM edit_answers WHERE edit = ?1"
                                "   UNION SELECT other FROM edit_answers WHERE edit = ?1) WHERE person > 0";

static guint
item_hash (gconstpointer key)
{
  const Item *item = key;
  guint64 hash = item->kind;

  for (gsize i = 0; i < G_N_ELEMENTS (item->ids); i++)
    hash = hash * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (guint64) item->ids[i];

  return (guint) (hash ^ hash >> 32);
}

static gboolean
item_equal (gconstpointer a, gconstpointer b)
{
  const Item *first = a, *second = b;

  return first->kind == second->kind && first->ids[0] == second->ids[0] && first->ids[1] == second->ids[1]
         && first->ids[2] == second->ids[2];
}

static GArray *
load_items (KindredStore *self, gint64 edit, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_autoptr (KindredStatement) statement = kindred_database_prepare (self->database, list_items, error);

  if (statement == NULL)
    return NULL;

  kindred_statement_bind_int (statement, 1, edit);
  while (kindred_statement_next (statement, error))
    {
      Item item = { kindred_statement_get_int (statement, 0),
                    { kindred_statement_get_int (statement, 1), kindred_statement_get_int (statement, 2),
                      kindred_statement_get_int (statement, 3) } };

      g_array_append_val (items, item);
    }

  return kindred_statement_is_done (statement) ? g_steal_pointer (&items) : NULL;
}

static gboolean
has_item (GHashTable *touched, ItemKind kind, gint64 id)
{
  const Item item = { kind, { id, 0, 0 } };

  return g_hash_table_contains (touched, &item);
}

static gboolean
rests_on (GArray *items, GHashTable *touched)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (item->kind == ITEM_PERSON ? has_item (touched, ITEM_EXISTENCE, item->ids[0])
                                    : g_hash_table_contains (touched, item))
        return TRUE;
      if (item->kind == ITEM_EXISTENCE && has_item (touched, ITEM_PERSON, item->ids[0]))
        return TRUE;
      /* The face might go back to a person that it was rejected from since. */
      if (item->kind == ITEM_REJECTION && has_item (touched, ITEM_FACE, item->ids[0]))
        return TRUE;
    }

  return FALSE;
}

static void
add_items (GHashTable *touched, GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (touched, g_memdup2 (&g_array_index (items, Item, i), sizeof (Item)));
}

GArray *
kindred_journal_list_chain (KindredStore *self, gint64 edit, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (item_hash, item_equal, g_free, NULL);
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) candidates = NULL;

  /* All that are in effect, from @edit on. */
  candidates = kindred_database_list (self->database, "SELECT id FROM edits WHERE undone = 0 AND id >= ?1 ORDER BY id",
                                      KINDRED_IDS (edit), error);
  if (candidates == NULL)
    return NULL;

  /* An edit rests on earlier ones only, so that one pass finds all. */
  for (guint i = 0; i < candidates->len; i++)
    {
      gint64 id = g_array_index (candidates, gint64, i);
      g_autoptr (GArray) items = load_items (self, id, error);

      if (items == NULL)
        return NULL;
      if (id != edit && !rests_on (items, touched))
        continue;

      add_items (touched, items);
      g_array_append_val (chain, id);
    }

  return g_steal_pointer (&chain);
}

/* ---- what to ask the user about ---- */

/* Whether @edit takes back nothing but what came after @first: then the two cancel out. */
static gboolean
cancels_out (KindredStore *self, gint64 edit, gint64 first, gboolean *result, GError **error)
{
  gint64 earliest;

  if (!kindred_database_get (self->database, "SELECT min (reverted) FROM edit_reverts WHERE edit = ?1",
                             KINDRED_IDS (edit), 0, &earliest, error))
    return FALSE;

  *result = earliest > first;

  return TRUE;
}

GPtrArray *
kindred_journal_list_dependents (KindredStore *self, GArray *chain, GError **error)
{
  g_autoptr (GPtrArray) dependents = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_edit_record_free);
  gint64 first = chain->len > 0 ? g_array_index (chain, gint64, 0) : 0;

  for (guint i = chain->len; i > 1; i--)
    {
      gint64 id = g_array_index (chain, gint64, i - 1);
      g_autoptr (KindredEditRecord) record = NULL;
      gboolean cancelled;

      if (!kindred_journal_read (self, id, &record, error) || !cancels_out (self, id, first, &cancelled, error))
        return NULL;
      if (!record->reverted && !cancelled)
        g_ptr_array_add (dependents, g_steal_pointer (&record));
    }

  return g_steal_pointer (&dependents);
}
