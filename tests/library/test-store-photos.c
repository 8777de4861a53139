/* test-store-photos.c - folders, photos, and faces found again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "base/kindred-error.h"

#include <math.h>
#include <string.h>

typedef StoreFixture Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  store_fixture_set_up (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_fixture_assert_sound (self);
  store_fixture_tear_down (self);
}

static KindredPhotoRecord *
get_photo (Fixture *self, const char *path)
{
  KindredPhotoQuery query = { .path = path };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (self->store, &query, NULL, &error);

  g_assert_no_error (error);

  return photos->len > 0 ? g_ptr_array_steal_index (photos, 0) : NULL;
}

static guint
count_photos (Fixture *self, const KindredPhotoQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = kindred_store_list_photos (self->store, query, NULL, &error);

  g_assert_no_error (error);

  return photos->len;
}

static gint64
put_new (Fixture *self, gint64 folder, const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 photo = kindred_store_put_new_photo (self->store, folder, path, 100, 200, &error);

  g_assert_no_error (error);

  return photo;
}

static guint
count_faces (Fixture *self, gint64 photo)
{
  g_autoptr (GArray) faces = store_fixture_get_faces (self, photo);

  return faces->len;
}

/* ---- folders ---- */

static void
test_folders (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = NULL;
  const KindredFolderRecord *record;
  gint64 other;

  g_assert_cmpint (kindred_store_add_folder (self->store, "/photos", &error), ==, self->folder);
  g_assert_cmpint (kindred_store_add_folder (self->store, "/photos/../photos//2012/", &error), ==, self->folder);
  other = kindred_store_add_folder (self->store, "/photos and more", &error);
  g_assert_no_error (error);
  g_assert_cmpint (other, !=, self->folder);

  put_new (self, self->folder, "/photos/1.jpg");
  kindred_store_set_folder_offline (self->store, other, TRUE, &error);
  g_assert_no_error (error);

  folders = kindred_store_list_folders (self->store, &error);
  g_assert_cmpuint (folders->len, ==, 2);
  record = folders->pdata[0];
  g_assert_cmpstr (record->path, ==, "/photos");
  g_assert_cmpuint (record->n_photos, ==, 1);
  g_assert_false (record->offline);
  record = folders->pdata[1];
  g_assert_true (record->offline);

  g_assert_false (kindred_store_set_folder_offline (self->store, 4711, TRUE, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

static gint64
get_folder_of (Fixture *self, const char *path)
{
  g_autoptr (KindredPhotoRecord) photo = get_photo (self, path);

  return photo != NULL ? photo->folder : 0;
}

static void
test_folder_around (Fixture *self, gconstpointer data)
{
  gint64 loose = kindred_store_get_loose_folder (self->store, NULL);
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GError) error = NULL;
  gint64 root;

  g_assert_cmpint (loose, !=, 0);
  put_new (self, self->folder, "/photos/1.jpg");
  put_new (self, loose, "/pictures/loose.jpg");
  put_new (self, loose, "/elsewhere.jpg");

  root = kindred_store_add_folder (self->store, "/pictures", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_folder_of (self, "/pictures/loose.jpg"), ==, root);
  g_assert_cmpint (get_folder_of (self, "/elsewhere.jpg"), ==, loose);

  root = kindred_store_add_folder (self->store, "/", &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_folder_of (self, "/photos/1.jpg"), ==, root);
  g_assert_cmpint (get_folder_of (self, "/pictures/loose.jpg"), ==, root);
  g_assert_cmpint (get_folder_of (self, "/elsewhere.jpg"), ==, root);
  folders = kindred_store_list_folders (self->store, &error);
  g_assert_cmpuint (folders->len, ==, 1);
}

/* A folder is removed, one inside it is added, and the removal is undone. */
static void
test_folder_inside_removed (Fixture *self, gconstpointer data)
{
  KindredPhotoQuery all = { 0 };
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GError) error = NULL;
  gint64 inner;

  put_new (self, self->folder, "/photos/1.jpg");
  put_new (self, self->folder, "/photos/2012/2.jpg");
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_remove_folder (self->folder, NULL)));
  g_assert_cmpuint (count_photos (self, &all), ==, 0);

  inner = kindred_store_add_folder (self->store, "/photos/2012", &error);
  g_assert_no_error (error);
  g_assert_cmpint (inner, !=, self->folder);
  g_assert_cmpuint (count_photos (self, &all), ==, 1);
  g_assert_cmpint (get_folder_of (self, "/photos/2012/2.jpg"), ==, inner);

  kindred_store_undo (self->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (self, &all), ==, 2);
  folders = kindred_store_list_folders (self->store, &error);
  g_assert_cmpuint (folders->len, ==, 1);

  kindred_store_redo (self->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (self, &all), ==, 0);
}

/* ---- photos ---- */

static void
test_odd_paths (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/photos/Zo\xeb.jpg", "/photos/new\nline.jpg", "/photos/%s'\"--.jpg" };
  g_autoptr (GHashTable) stamps = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      gint64 photo = put_new (self, self->folder, paths[i]);
      g_autoptr (KindredPhotoRecord) record = get_photo (self, paths[i]);

      g_assert_nonnull (record);
      g_assert_cmpint (record->id, ==, photo);
      g_assert_cmpstr (record->path, ==, paths[i]);
    }

  stamps = kindred_store_get_photo_stamps (self->store, self->folder, NULL, NULL);
  g_assert_cmpuint (g_hash_table_size (stamps), ==, G_N_ELEMENTS (paths));
  g_assert_nonnull (g_hash_table_lookup (stamps, paths[0]));
}

static void
test_states (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) reason = g_error_new_literal (KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "broken\xff");
  gint64 photo = store_fixture_add_photo (self, 1, 2, 1);
  KindredPhotoQuery failed = { .with_state = TRUE, .state = KINDRED_PHOTO_FAILED };
  KindredPhotoQuery missing = { .with_state = TRUE, .state = KINDRED_PHOTO_MISSING };
  KindredPhotoQuery done = { .with_state = TRUE, .state = KINDRED_PHOTO_DONE };
  KindredPhotoQuery new = { .with_state = TRUE, .state = KINDRED_PHOTO_NEW };
  g_autoptr (KindredPhotoRecord) record = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (count_photos (self, &done), ==, 1);
  kindred_store_set_photo_missing (self->store, photo, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (self, &done), ==, 0);
  g_assert_cmpuint (count_photos (self, &missing), ==, 1);
  g_assert_cmpuint (count_faces (self, photo), ==, 0);
  candidates = kindred_store_list_missing_by_size (self->store, 1001, &error);
  g_assert_cmpuint (candidates->len, ==, 1);

  /* Back, in the state that it had. */
  kindred_store_set_photo_found (self->store, photo, 1001, 77, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (self, &done), ==, 1);
  g_assert_cmpuint (count_faces (self, photo), ==, 2);

  /* Changed: to be analyzed again, with its faces meanwhile. */
  g_assert_cmpint (put_new (self, self->folder, "/photos/1.jpg"), ==, photo);
  g_assert_cmpuint (count_photos (self, &new), ==, 1);
  g_assert_cmpuint (count_faces (self, photo), ==, 2);

  kindred_store_set_photo_failed (self->store, photo, reason, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_photos (self, &failed), ==, 1);
  record = get_photo (self, "/photos/1.jpg");
  g_assert_cmpint (record->error_code, ==, KINDRED_ERROR_BAD_IMAGE);
  g_assert_true (g_utf8_validate (record->error, -1, NULL));

  g_assert_false (kindred_store_set_photo_missing (self->store, 4711, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

static void
test_move (Fixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (self, 1, 2, 1), target = store_fixture_add_photo (self, 2, 3, 2);
  g_autoptr (GHashTable) stamps = NULL;
  g_autoptr (KindredPhotoRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const KindredPhotoStamp *stamp;

  kindred_store_set_photo_missing (self->store, photo, &error);
  kindred_store_move_photo (self->store, photo, self->folder, "/photos/new.jpg", 5, 6, &error);
  g_assert_no_error (error);
  record = get_photo (self, "/photos/new.jpg");
  g_assert_cmpint (record->id, ==, photo);
  g_assert_cmpint (record->state, ==, KINDRED_PHOTO_DONE);
  g_assert_cmpint (record->size, ==, 5);
  g_assert_cmpuint (record->n_faces, ==, 2);

  /* Over another one, which is not there any more then. */
  kindred_store_move_photo (self->store, photo, self->folder, "/photos/2.jpg", 5, 6, &error);
  g_assert_no_error (error);
  stamps = kindred_store_get_photo_stamps (self->store, self->folder, NULL, &error);
  stamp = g_hash_table_lookup (stamps, "/photos/2.jpg");
  g_assert_cmpint (stamp->id, ==, photo);
  g_assert_cmpint (stamp->state, ==, KINDRED_PHOTO_DONE);
  g_assert_cmpuint (g_hash_table_size (stamps), ==, 1);
  g_assert_cmpuint (count_faces (self, target), ==, 0);

  /* And it may come back elsewhere. */
  kindred_store_move_photo (self->store, target, self->folder, "/photos/3.jpg", 5, 6, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_faces (self, target), ==, 3);
}

static void
test_metadata (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredPhotoRecord) photo = kindred_photo_record_new ();
  g_autoptr (KindredPhotoRecord) record = NULL;
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  photo->id = put_new (self, self->folder, "/photos/1.jpg");
  photo->content_hash = g_strdup ("abc");
  photo->width = 40;
  photo->height = 30;
  photo->orientation = 6;
  photo->taken = -5;
  photo->date_source = 2;
  photo->has_position = TRUE;
  photo->latitude = -33.5;
  photo->longitude = 0;
  photo->camera = g_strdup ("Camera");
  kindred_store_put_analysis (self->store, photo, faces, &error);
  g_assert_no_error (error);

  record = get_photo (self, "/photos/1.jpg");
  g_assert_cmpstr (record->content_hash, ==, "abc");
  g_assert_cmpint (record->width, ==, 40);
  g_assert_cmpint (record->height, ==, 30);
  g_assert_cmpint (record->orientation, ==, 6);
  g_assert_cmpint (record->taken, ==, -5);
  g_assert_cmpint (record->date_source, ==, 2);
  g_assert_true (record->has_position);
  g_assert_cmpfloat (record->latitude, ==, -33.5);
  g_assert_cmpfloat (record->longitude, ==, 0);
  g_assert_cmpstr (record->camera, ==, "Camera");
  g_assert_cmpint (record->state, ==, KINDRED_PHOTO_DONE);

  photo->id = 4711;
  g_assert_false (kindred_store_put_analysis (self->store, photo, faces, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND);
}

/* ---- faces found again ---- */

/* Faces at these places are what is found in @photo now. */
static void
analyze (Fixture *self, gint64 photo, const double *places, guint n, gint64 *ids)
{
  g_autoptr (KindredPhotoRecord) record = kindred_photo_record_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (GError) error = NULL;

  record->id = photo;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (faces, store_fixture_make_face (places[i], 10 * places[i]));

  kindred_store_put_analysis (self->store, record, faces, &error);
  g_assert_no_error (error);
  for (guint i = 0; ids != NULL && i < n; i++)
    ids[i] = ((KindredFaceRecord *) faces->pdata[i])->id;
}

/* A face is 0.01 wide: shifted by a quarter it overlaps with 0.6, by a half with 0.33. */
static void
test_faces_found_again (Fixture *self, gconstpointer data)
{
  gint64 photo = put_new (self, self->folder, "/photos/1.jpg"), first[3], again[3], person;

  analyze (self, photo, (const double[]){ 0.1, 0.2, 0.3 }, 3, first);
  person = store_fixture_group (self, first, 3);

  analyze (self, photo, (const double[]){ 0.3025, 0.205, 0.0995 }, 3, again);
  g_assert_cmpint (again[0], ==, first[2]);
  g_assert_cmpint (again[2], ==, first[0]);
  g_assert_cmpint (again[1], !=, first[1]);
  g_assert_cmpuint (count_faces (self, photo), ==, 3);
  g_assert_cmpint (store_fixture_get_person (self, again[0]), ==, person);
  g_assert_cmpint (store_fixture_get_person (self, again[1]), ==, 0);
}

/* Two new faces over an old one: the one that covers it better is it. */
static void
test_best_pair_first (Fixture *self, gconstpointer data)
{
  gint64 photo = put_new (self, self->folder, "/photos/1.jpg"), first[2], again[2];

  analyze (self, photo, (const double[]){ 0.1, 0.104 }, 2, first);
  analyze (self, photo, (const double[]){ 0.1035, 0.0965 }, 2, again);
  g_assert_cmpint (again[0], ==, first[1]);
  g_assert_cmpint (again[1], ==, first[0]);

  analyze (self, photo, (const double[]){ 0.0995 }, 1, again);
  g_assert_cmpint (again[0], ==, first[0]);
  g_assert_cmpuint (count_faces (self, photo), ==, 1);
}

static void
test_decided_faces_stay (Fixture *self, gconstpointer data)
{
  enum
  {
    CONFIRMED,
    REJECTED,
    NOT_A_FACE,
    COVER,
    FREE,
    N
  };
  gint64 photo = put_new (self, self->folder, "/photos/1.jpg"), faces[N], person;
  KindredFaceQuery every = { .kind = KINDRED_FACES_EVERY };
  g_autoptr (GPtrArray) left = NULL;

  analyze (self, photo, (const double[]){ 0.1, 0.2, 0.3, 0.4, 0.5 }, N, faces);
  person = store_fixture_group (self, faces, N);
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_confirm (&faces[CONFIRMED], 1, NULL)));
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_reject (&faces[REJECTED], 1, NULL)));
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_not_a_face (&faces[NOT_A_FACE], 1, NULL)));
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_cover (person, faces[COVER], NULL)));

  analyze (self, photo, NULL, 0, NULL);
  left = kindred_store_list_faces (self->store, &every, NULL, NULL);
  g_assert_cmpuint (left->len, ==, N - 1);
  g_assert_null (kindred_store_get_face (self->store, faces[FREE], NULL));
  g_assert_cmpuint (store_fixture_count_faces (self, person), ==, 2);

  /* Found again, they are what they were. */
  analyze (self, photo, (const double[]){ 0.101, 0.201, 0.301, 0.401 }, 4, faces);
  g_assert_cmpint (store_fixture_get_decision (self, faces[CONFIRMED]), ==, KINDRED_DECISION_CONFIRMED);
  g_assert_cmpint (store_fixture_get_decision (self, faces[NOT_A_FACE]), ==, KINDRED_DECISION_NOT_A_FACE);
  g_assert_cmpint (store_fixture_get_person (self, faces[REJECTED]), ==, 0);
  g_assert_cmpint (store_fixture_get_person (self, faces[COVER]), ==, person);
}

/* Nothing is left of an unnamed person whose faces were all mistakes. */
static void
test_person_goes_with_its_faces (Fixture *self, gconstpointer data)
{
  gint64 photo = put_new (self, self->folder, "/photos/1.jpg"), faces[2], person;

  analyze (self, photo, (const double[]){ 0.1, 0.2 }, 2, faces);
  person = store_fixture_group (self, faces, 2);
  analyze (self, photo, NULL, 0, NULL);
  g_assert_null (kindred_store_get_person (self->store, person, NULL));
}

/* Ids name thumbnails and stand in the journal: they are not given again. */
static void
test_ids_are_not_reused (Fixture *self, gconstpointer data)
{
  gint64 photo = put_new (self, self->folder, "/photos/1.jpg"), first, second;

  analyze (self, photo, (const double[]){ 0.1 }, 1, &first);
  analyze (self, photo, NULL, 0, NULL);
  analyze (self, photo, (const double[]){ 0.1 }, 1, &second);
  g_assert_cmpint (second, >, first);
}

static void
test_frames_are_apart (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredPhotoRecord) record = kindred_photo_record_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  g_autoptr (KindredGroupingFaces) grouping = NULL;
  g_autoptr (GError) error = NULL;

  record->id = put_new (self, self->folder, "/photos/1.mp4");
  for (int i = 0; i < 3; i++)
    {
      KindredFaceRecord *face = store_fixture_make_face (i == 2 ? 0.5 : 0.1, i);

      face->time = i == 0 ? 0 : 2.5;
      g_ptr_array_add (faces, face);
    }
  for (int round = 0; round < 2; round++)
    {
      kindred_store_put_analysis (self->store, record, faces, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_faces (self, record->id), ==, 3);
    }

  grouping = kindred_store_load_grouping (self->store, "fake-1", NULL, &error);
  g_assert_cmpuint (grouping->n_faces, ==, 3);
  g_assert_cmpint (grouping->photo[0], !=, grouping->photo[1]);
  g_assert_cmpint (grouping->photo[1], ==, grouping->photo[2]);
}

static void
test_bad_numbers (Fixture *self, gconstpointer data)
{
  g_autoptr (KindredPhotoRecord) record = kindred_photo_record_new ();
  g_autoptr (GPtrArray) faces = g_ptr_array_new_with_free_func ((GDestroyNotify) kindred_face_record_free);
  KindredFaceRecord *face = store_fixture_make_face (0.1, 1);
  KindredFaceQuery query = { .kind = KINDRED_FACES_ALL, .with_embeddings = TRUE };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (faces, face);
  record->id = put_new (self, self->folder, "/photos/1.jpg");
  face->yaw = NAN;
  face->quality = INFINITY;
  face->embedding[7] = NAN;
  kindred_store_put_analysis (self->store, record, faces, &error);
  g_assert_no_error (error);

  /* Such a vector would make every distance to it a NaN. */
  found = kindred_store_list_faces (self->store, &query, NULL, &error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (((KindredFaceRecord *) found->pdata[0])->embedding);
  g_assert_cmpfloat (((KindredFaceRecord *) found->pdata[0])->yaw, ==, 0);

  face->width = NAN;
  g_assert_false (kindred_store_put_analysis (self->store, record, faces, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_INVALID_ARGUMENT);
}

static void
test_face_record (Fixture *self, gconstpointer data)
{
  gint64 photo = store_fixture_add_photo (self, 7, 1, 0.5);
  KindredFaceQuery query = { .kind = KINDRED_FACES_OF_PHOTO, .photo = photo, .with_embeddings = TRUE };
  g_autoptr (GPtrArray) faces = NULL;
  const KindredFaceRecord *face;
  gint64 person;

  faces = kindred_store_list_faces (self->store, &query, NULL, NULL);
  person = store_fixture_group (self, &((KindredFaceRecord *) faces->pdata[0])->id, 1);
  kindred_edit_record_free (store_fixture_apply (self, kindred_edit_new_name (person, "Ann", NULL)));
  g_ptr_array_unref (faces);

  faces = kindred_store_list_faces (self->store, &query, NULL, NULL);
  face = faces->pdata[0];
  g_assert_cmpint (face->photo, ==, photo);
  g_assert_cmpstr (face->photo_path, ==, "/photos/7.jpg");
  g_assert_cmpint (face->photo_width, ==, 1000);
  g_assert_cmpint (face->taken, ==, 7);
  g_assert_cmpfloat (face->time, ==, -1);
  g_assert_cmpfloat (face->height, ==, 0.5);
  g_assert_cmpstr (face->detector, ==, "fake");
  g_assert_cmpstr (face->encoder, ==, "fake-1");
  g_assert_cmpfloat (face->embedding[127], ==, 0.5f);
  g_assert_cmpstr (face->person_name, ==, "Ann");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/photos/folders", test_folders },
    { "/store/photos/folder-around", test_folder_around },
    { "/store/photos/folder-inside-removed", test_folder_inside_removed },
    { "/store/photos/odd-paths", test_odd_paths },
    { "/store/photos/states", test_states },
    { "/store/photos/move", test_move },
    { "/store/photos/metadata", test_metadata },
    { "/store/photos/faces-found-again", test_faces_found_again },
    { "/store/photos/best-pair-first", test_best_pair_first },
    { "/store/photos/decided-faces-stay", test_decided_faces_stay },
    { "/store/photos/person-goes-with-its-faces", test_person_goes_with_its_faces },
    { "/store/photos/ids-are-not-reused", test_ids_are_not_reused },
    { "/store/photos/frames-are-apart", test_frames_are_apart },
    { "/store/photos/bad-numbers", test_bad_numbers },
    { "/store/photos/face-record", test_face_record },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
