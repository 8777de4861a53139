/* store-fixture.h - a library with a few photos, for the tests of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/kindred-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *dir;
  char *path; /* DIR/library.db */
  KindredStore *store;
  gint64 folder;
  const char *encoder; /* of the faces of photos; NULL for "fake-1" */
} StoreFixture;

/* A new library in a folder of its own, with the folder "/photos". */
void store_fixture_set_up (StoreFixture *self);
void store_fixture_tear_down (StoreFixture *self);
void store_fixture_reopen (StoreFixture *self);

/* Deletes @dir with all that is in it. */
void store_fixture_delete_tree (const char *dir);

/* A photo that was analyzed, called "/photos/NUMBER.jpg", with @n_faces faces side by side, all alike
 * but for their embeddings: every component is @value plus the number of the face. */
gint64 store_fixture_add_photo (StoreFixture *self, int number, guint n_faces, float value);

/* Its faces, by id. */
GArray *store_fixture_get_faces (StoreFixture *self, gint64 photo);

/* A face for kindred_store_put_analysis(), with its left edge at @x. */
KindredFaceRecord *store_fixture_make_face (double x, float value);

/* A new person, made by the program, of the @n faces given. */
gint64 store_fixture_group (StoreFixture *self, const gint64 *faces, gsize n);

/* Applies and frees @edit, which must succeed. */
KindredEditRecord *store_fixture_apply (StoreFixture *self, KindredEdit *edit);

/* Must succeed. */
void store_fixture_undo (StoreFixture *self);
void store_fixture_redo (StoreFixture *self);

/* kindred_store_dump_people(); g_free() */
char *store_fixture_dump (StoreFixture *self);

gint64 store_fixture_get_person (StoreFixture *self, gint64 face);
KindredDecision store_fixture_get_decision (StoreFixture *self, gint64 face);
guint store_fixture_count_faces (StoreFixture *self, gint64 person);

/* kindred_store_check() finds nothing. */
void store_fixture_assert_sound (StoreFixture *self);

G_END_DECLS
