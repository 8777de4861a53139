/* people-fixture.h - a library of made faces, without photos
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "library-fixture.h"

G_BEGIN_DECLS

/* Faces are directions in planes: 55 degrees are a likely question, 90 degrees or another plane are somebody else. */
typedef struct
{
  int plane; /* 0 to 62 */
  double degrees;
} PeoplePlace;

#define PEOPLE_PLACE(plane, degrees) ((PeoplePlace){ (plane), (degrees) })

typedef struct
{
  LibraryFixture base;
  KindredStore *store; /* until people_fixture_open() */
  gint64 folder;
  int n_photos;
  double face_size; /* of the photo's edges; 0.1 at first */
} PeopleFixture;

void people_fixture_set_up (PeopleFixture *self, gconstpointer data);
void people_fixture_tear_down (PeopleFixture *self, gconstpointer data);

/* A new photo of faces side by side, which are nobody's. */
void people_fixture_add_photo (PeopleFixture *self, const PeoplePlace *places, gsize n, gint64 *faces);

/* The same for one face. */
gint64 people_fixture_add_face (PeopleFixture *self, PeoplePlace place);

/* A face that could not be encoded. */
gint64 people_fixture_add_face_without_embedding (PeopleFixture *self);

/* A person of @n faces within a degree, each in a photo of its own. */
gint64 people_fixture_add_person (PeopleFixture *self, PeoplePlace place, guint n);

/* Makes a person of these. */
gint64 people_fixture_group (PeopleFixture *self, const gint64 *faces, gsize n);

/* Adds a test with this fixture. */
#define people_fixture_add_test(path, func)                                                                            \
  g_test_add (path, PeopleFixture, NULL, people_fixture_set_up, func, people_fixture_tear_down)

/* Applies and frees @edit. */
void people_fixture_apply (PeopleFixture *self, KindredEdit *edit);

/* The library is made; opens it. */
void people_fixture_open (PeopleFixture *self);

G_END_DECLS
