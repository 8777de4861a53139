/* kindred-library-people.h - what helps to sort people out: questions, doubts, splits, strangers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Part of kindred-library.h, which is what to include.  Nothing here changes the library: edits do. */

typedef struct _KindredLibrary KindredLibrary;

/* ---- questions ---- */

/**
 * KindredQuestion:
 * @person: a person
 * @other: another person that may be the same, or 0
 * @face: if there is no other: a face without person that may be of @person, else 0
 * @likelihood: 0 to 1: how often a question like this is answered with yes
 * @n_faces: how many faces a yes would bring together with their own: 1, or the faces of the smaller person
 */
typedef struct
{
  gint64 person;
  gint64 other;
  gint64 face;
  double likelihood;
  guint n_faces;
} KindredQuestion;

/**
 * kindred_library_list_questions_async:
 * @limit: at most so many; 0 for all
 *
 * What is worth asking, the question that settles most first: see kindred_suggest() for how they are chosen.  Never
 * asked: what was answered, skipped or rejected, hidden persons, persons that are in one photo together.
 *
 * Answer with kindred_library_edit_async() and ask again: that takes some milliseconds even in a large library.  The
 * order is then the one before the answer, without what the library no longer allows to ask; the new order is worked
 * out meanwhile, and there for the next call.  In a library of few faces (and whenever nothing of the old order is
 * left) the call waits for the new order.
 */
void kindred_library_list_questions_async (KindredLibrary *self, guint limit, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full) (element-type KindredQuestion): free with g_ptr_array_unref() */
GPtrArray *kindred_library_list_questions_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/**
 * kindred_library_list_candidates_async:
 * @person: named or not, hidden or not
 * @limit: at most so many; 0 for all
 *
 * Faces without person, and unnamed persons, that may be @person, the likeliest first; nothing that may not be asked
 * (see above).  Empty for a person that there is not (any more).
 */
void kindred_library_list_candidates_async (KindredLibrary *self, gint64 person, guint limit, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full) (element-type KindredQuestion): all with @person as their person */
GPtrArray *kindred_library_list_candidates_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- doubts ---- */

/**
 * KindredDoubt:
 * @face: of the person
 * @doubt: 0 to 1
 * @same_photo: whether another face of the person is in the same photo
 */
typedef struct
{
  gint64 face;
  double doubt;
  gboolean same_photo;
} KindredDoubt;

/* All faces of @person, the most doubtful first: see kindred_doubts() for how they are judged.  Faces that cannot be
 * compared come last, with doubt 0.  Empty for a person that there is not (any more). */
void kindred_library_list_doubts_async (KindredLibrary *self, gint64 person, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full) (element-type KindredDoubt) */
GArray *kindred_library_list_doubts_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- splitting ---- */

/* The faces of a person, prepared to be cut into groups: see kindred_dendrogram_cut().  Does not change, nor follow
 * what happens to the library. */
typedef struct _KindredSplit KindredSplit;

/* The faces that can be compared: those of the encoder that most faces of @person have.  Without such faces, or without
 * the person, finish() gives a split of no faces. */
void kindred_library_split_async (KindredLibrary *self, gint64 person, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
KindredSplit *kindred_library_split_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* Owned by @self. */
const gint64 *kindred_split_get_faces (KindredSplit *self, gsize *n_faces);

/**
 * kindred_split_cut:
 * @strictness: 0 for one group to 1 for every face alone; in between, each step multiplies the number of groups
 * @label_per_face: (out caller-allocates) (array): 0 for the largest group, 1 for the next, ...
 *
 * Fast enough for the main loop: a millisecond for 5,000 faces.
 *
 * Returns: the number of groups
 */
guint kindred_split_cut (KindredSplit *self, double strictness, gint32 *label_per_face);

/* The strictness to begin with, see kindred_dendrogram_find_beginning(); as fast. */
double kindred_split_find_beginning (KindredSplit *self);
void kindred_split_free (KindredSplit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KindredSplit, kindred_split_free)

/* ---- faces of nobody ---- */

/* The faces that KINDRED_FACES_OTHER lists, in an order in which alike ones sit together: see kindred_alike_order(). */
void kindred_library_order_other_faces_async (KindredLibrary *self, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full) (element-type gint64) */
GArray *kindred_library_order_other_faces_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- strangers ---- */

/**
 * KindredStrangerQuery:
 * @one_day: only in photos of one and the same day
 * @max_photos: in so many photos at most; 0 for any number
 * @always_small: no face has a fifteenth of the longer edge of its photo
 */
typedef struct
{
  gboolean one_day;
  guint max_photos;
  gboolean always_small;
} KindredStrangerQuery;

/* Persons with faces, but without name, not hidden, no favourites, that match all that is set in @query (copied); those
 * of the fewest faces first. */
void kindred_library_list_strangers_async (KindredLibrary *self, const KindredStrangerQuery *query,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* Returns: (transfer full) (element-type gint64) */
GArray *kindred_library_list_strangers_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

/* ---- whole photos ---- */

/**
 * kindred_library_load_preview_async:
 * @photo: id
 * @time: of a video, the frame to show: seconds, as faces have it (KindredFaceRecord).  Negative for a picture, and for
 * the first frame of a video that has something to show
 * @max_size: pixels that the longer edge should have: 1 to 4096
 *
 * The whole photo, upright, as a JPEG that is safe to decode: from the cache, or made by an analyzer (decoding a large
 * photo takes up to some tenths of a second).  The longer edge has @max_size pixels at least, if the photo has, and
 * less than twice as many (or 512).  KINDRED_ERROR_NOT_FOUND if the library has no such photo; else errors are those of
 * the analyzer.
 */
void kindred_library_load_preview_async (KindredLibrary *self, gint64 photo, double time, int max_size,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *kindred_library_load_preview_finish (KindredLibrary *self, GAsyncResult *result, GError **error);

G_END_DECLS
