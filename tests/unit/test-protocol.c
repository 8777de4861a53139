/* test-protocol.c - messages between analyzer and library, and what is no message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base/kindred-error.h"
#include "protocol/kindred-analysis.h"
#include "protocol/kindred-frame.h"
#include "protocol/kindred-reply.h"
#include "protocol/kindred-request.h"
#include "protocol/kindred-thumbnail-check.h"

#include <math.h>
#include <string.h>

#define N_MUTATIONS 5000

/* The smallest file that passes for a JPEG of 8 x 8 pixels. */
static const guint8 thumbnail[] = { 0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 8, 0,  8, 1, 1,    0x11,
                                    0,    0xFF, 0xDA, 0,    8, 1,  1, 0, 0, 63, 0, 0, 0xFF, 0xD9 };

static KindredAnalysis *
make_analysis (guint n_faces)
{
  KindredAnalysis *analysis = kindred_analysis_new ();

  analysis->width = 4000;
  analysis->height = 3000;
  analysis->orientation = 6;
  analysis->taken = 1563107696;
  analysis->date_source = 1;
  analysis->has_position = TRUE;
  analysis->latitude = -33.5;
  analysis->longitude = 151.25;
  analysis->camera = g_strdup ("Canon EOS 40D");
  analysis->content_hash = g_strnfill (64, 'a');
  analysis->detector = g_strdup ("hog");
  analysis->encoder = g_strdup ("compact-1");

  for (guint i = 0; i < n_faces; i++)
    {
      KindredAnalyzedFace *face = kindred_analysis_add_face (analysis);

      face->x = -0.01;
      face->y = 0.5;
      face->width = 0.125;
      face->height = 0.25;
      for (gsize k = 0; k < G_N_ELEMENTS (face->points); k++)
        face->points[k] = 0.1f * k;
      face->score = 1.5;
      face->sharpness = 200;
      face->size = 600;
      face->yaw = -0.5;
      face->pitch = 0.25;
      face->roll = 12;
      face->quality = 0.75;
      face->has_embedding = i % 2 == 0;
      for (gsize k = 0; face->has_embedding && k < KINDRED_ANALYSIS_EMBEDDING_SIZE; k++)
        face->embedding[k] = sinf (i + k);
      face->thumbnail = g_bytes_new_static (thumbnail, sizeof thumbnail);
    }

  return analysis;
}

static KindredAnalysis *
through_variant (const KindredAnalysis *analysis, GError **error)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (kindred_analysis_to_variant (analysis));

  return kindred_analysis_from_variant (variant, error);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredAnalysis) sent = make_analysis (3);
  g_autoptr (KindredAnalysis) received = through_variant (sent, &error);

  g_assert_no_error (error);
  g_assert_cmpint (received->width, ==, 4000);
  g_assert_cmpint (received->height, ==, 3000);
  g_assert_cmpint (received->orientation, ==, 6);
  g_assert_cmpint (received->taken, ==, sent->taken);
  g_assert_cmpint (received->date_source, ==, 1);
  g_assert_true (received->has_position);
  g_assert_cmpfloat (received->latitude, ==, -33.5);
  g_assert_cmpfloat (received->longitude, ==, 151.25);
  g_assert_cmpstr (received->camera, ==, sent->camera);
  g_assert_cmpstr (received->content_hash, ==, sent->content_hash);
  g_assert_cmpstr (received->detector, ==, "hog");
  g_assert_cmpstr (received->encoder, ==, "compact-1");
  g_assert_cmpuint (received->faces->len, ==, 3);

  for (guint i = 0; i < 3; i++)
    {
      const KindredAnalyzedFace *a = g_ptr_array_index (sent->faces, i);
      const KindredAnalyzedFace *b = g_ptr_array_index (received->faces, i);

      g_assert_cmpmem (&a->x, 4 * sizeof (double), &b->x, 4 * sizeof (double));
      g_assert_cmpmem (a->points, sizeof a->points, b->points, sizeof b->points);
      g_assert_cmpmem (&a->score, 7 * sizeof (double), &b->score, 7 * sizeof (double));
      g_assert_cmpint (a->has_embedding, ==, b->has_embedding);
      g_assert_cmpmem (a->embedding, sizeof a->embedding, b->embedding, sizeof b->embedding);
      g_assert_true (g_bytes_equal (a->thumbnail, b->thumbnail));
    }
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredAnalysis) sent = make_analysis (0);
  g_autoptr (KindredAnalysis) received = NULL;

  g_clear_pointer (&sent->camera, g_free);
  received = through_variant (sent, &error);

  g_assert_no_error (error);
  g_assert_null (received->camera);
  g_assert_cmpuint (received->faces->len, ==, 0);
}

static void
assert_refused (KindredAnalysis *analysis)
{
  g_autoptr (KindredAnalysis) owned = analysis;
  g_autoptr (GError) error = NULL;

  g_assert_null (through_variant (owned, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

/* Sets one field to a wrong value and asserts that the whole is refused. */
#define REFUSE(field, value)                                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    KindredAnalysis *analysis = make_analysis (1);                                                                     \
    analysis->field = (value);                                                                                         \
    assert_refused (analysis);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

#define REFUSE_TEXT(field, value)                                                                                      \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    KindredAnalysis *analysis = make_analysis (1);                                                                     \
    g_free (analysis->field);                                                                                          \
    analysis->field = (value);                                                                                         \
    assert_refused (analysis);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

#define REFUSE_FACE(field, value)                                                                                      \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    KindredAnalysis *analysis = make_analysis (3);                                                                     \
    KindredAnalyzedFace *face = g_ptr_array_index (analysis->faces, 2);                                                \
    face->field = (value);                                                                                             \
    assert_refused (analysis);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

static void
test_ranges (void)
{
  REFUSE (width, 0);
  REFUSE (width, -1);
  REFUSE (height, G_MAXINT);
  REFUSE (orientation, 0);
  REFUSE (orientation, 9);
  REFUSE (taken, G_MAXINT64);
  REFUSE (taken, G_MININT64);
  REFUSE (date_source, 4);
  REFUSE (date_source, -1);
  REFUSE (latitude, 90.5);
  REFUSE (latitude, NAN);
  REFUSE (longitude, -INFINITY);
  REFUSE_TEXT (camera, g_strnfill (2000, 'x'));
  REFUSE_TEXT (content_hash, g_strdup (""));
  REFUSE_TEXT (content_hash, g_strnfill (63, 'a'));
  REFUSE_TEXT (content_hash, g_strnfill (64, 'A'));
  REFUSE_TEXT (detector, g_strdup (""));
  REFUSE_TEXT (encoder, g_strdup ("compact 1"));
  REFUSE_TEXT (encoder, g_strnfill (65, 'x'));
}

static void
test_face_ranges (void)
{
  REFUSE_FACE (x, NAN);
  REFUSE_FACE (x, 5);
  REFUSE_FACE (y, -INFINITY);
  REFUSE_FACE (width, 0);
  REFUSE_FACE (width, -0.1);
  REFUSE_FACE (height, 5);
  REFUSE_FACE (points[9], NAN);
  REFUSE_FACE (points[0], 100);
  REFUSE_FACE (score, INFINITY);
  REFUSE_FACE (sharpness, -1);
  REFUSE_FACE (size, NAN);
  REFUSE_FACE (yaw, 1.01);
  REFUSE_FACE (pitch, -1.01);
  REFUSE_FACE (roll, 181);
  REFUSE_FACE (quality, 1.01);
  REFUSE_FACE (quality, NAN);
  REFUSE_FACE (embedding[127], NAN);
  REFUSE_FACE (embedding[0], 1e30f);
}

static void
test_bad_thumbnail (void)
{
  KindredAnalysis *analysis = make_analysis (1);
  KindredAnalyzedFace *face = g_ptr_array_index (analysis->faces, 0);

  g_bytes_unref (face->thumbnail);
  face->thumbnail = g_bytes_new_static ("no JPEG", 7);
  assert_refused (analysis);
}

static void
test_too_many_faces (void)
{
  assert_refused (make_analysis (KINDRED_ANALYSIS_MAX_FACES + 1));
}

static void
test_wrong_type (void)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (g_variant_new ("(iii)", 1, 2, 3));
  g_autoptr (GError) error = NULL;

  g_assert_null (kindred_analysis_from_variant (variant, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

static gboolean
check_changed (gsize at, guint8 value)
{
  guint8 changed[sizeof thumbnail];

  memcpy (changed, thumbnail, sizeof changed);
  changed[at] = value;

  return kindred_thumbnail_check (changed, sizeof changed);
}

static void
test_thumbnail (void)
{
  g_assert_true (kindred_thumbnail_check (thumbnail, sizeof thumbnail));
  g_assert_false (kindred_thumbnail_check (NULL, 0));
  g_assert_false (kindred_thumbnail_check (thumbnail, sizeof thumbnail - 1));
  g_assert_false (check_changed (0, 0));    /* no JPEG */
  g_assert_false (check_changed (3, 0xC2)); /* progressive */
  g_assert_false (check_changed (5, 200));  /* a segment that is longer than the file */
  g_assert_false (check_changed (6, 12));   /* bits */
  g_assert_false (check_changed (7, 2));    /* 520 high */
  g_assert_false (check_changed (10, 0));   /* of no width */
  g_assert_false (check_changed (11, 4));   /* CMYK */
  g_assert_true (check_changed (10, 255));
}

/* An analyzer that has gone mad, or was taken over by a photo, may send anything. */
static void
test_mutations (void)
{
  g_autoptr (KindredAnalysis) analysis = make_analysis (2);
  g_autoptr (GVariant) variant = g_variant_ref_sink (kindred_reply_analysis_to_variant (analysis));
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  gsize size = g_variant_get_size (variant);
  guint n_refused = 0;

  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      g_autofree guint8 *data = g_memdup2 (g_variant_get_data (variant), size);
      gsize length = g_rand_boolean (random) ? size : (gsize) g_rand_int_range (random, 0, size);
      guint n_changes = g_rand_int_range (random, 1, 6);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GVariant) mutated = NULL;
      g_autoptr (KindredReply) reply = NULL;
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < n_changes; k++)
        data[g_rand_int_range (random, 0, size)] = g_rand_int (random);

      bytes = g_bytes_new (data, length);
      mutated = g_variant_ref_sink (g_variant_new_from_bytes (KINDRED_REPLY_TYPE, bytes, FALSE));
      reply = kindred_reply_from_variant (mutated, &error);
      g_assert_true ((reply == NULL) == (error != NULL));
      if (reply == NULL)
        {
          g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
          n_refused++;
        }
      else if (reply->analysis != NULL)
        {
          /* What was accepted is valid: it survives another journey. */
          g_autoptr (KindredAnalysis) again = through_variant (reply->analysis, &error);

          g_assert_no_error (error);
        }
    }

  g_assert_cmpuint (n_refused, >, N_MUTATIONS / 4);
  g_assert_cmpuint (n_refused, <, N_MUTATIONS);
}

static void
test_request (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredRequest) sent = kindred_request_new_crop ("/a/Zo\xeb\nx.jpg", 12.5, 0.1, -0.2, 0.3, 0.4);
  g_autoptr (KindredRequest) nowhere = kindred_request_new_analyze ("");
  g_autoptr (KindredRequest) infinite = kindred_request_new_crop ("/a", -1, INFINITY, 0, 1, 1);
  g_autoptr (GVariant) variant = g_variant_ref_sink (kindred_request_to_variant (sent));
  g_autoptr (GVariant) nowhere_variant = g_variant_ref_sink (kindred_request_to_variant (nowhere));
  g_autoptr (GVariant) infinite_variant = g_variant_ref_sink (kindred_request_to_variant (infinite));
  g_autoptr (KindredRequest) received = kindred_request_from_variant (variant, &error);

  g_assert_no_error (error);
  g_assert_cmpint (received->kind, ==, KINDRED_REQUEST_CROP);
  g_assert_cmpstr (received->path, ==, sent->path);
  g_assert_cmpfloat (received->x, ==, 0.1);
  g_assert_cmpfloat (received->height, ==, 0.4);

  g_assert_null (kindred_request_from_variant (nowhere_variant, NULL));
  g_assert_null (kindred_request_from_variant (infinite_variant, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

static KindredRequest *
send_preview (const char *path, int edge, GError **error)
{
  g_autoptr (KindredRequest) sent = kindred_request_new_preview (path, 2.5, edge);
  g_autoptr (GVariant) variant = g_variant_ref_sink (kindred_request_to_variant (sent));

  return kindred_request_from_variant (variant, error);
}

static void
test_preview_request (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredRequest) received = send_preview ("/a/Zo\xeb.jpg", 1024, &error);

  g_assert_no_error (error);
  g_assert_cmpint (received->kind, ==, KINDRED_REQUEST_PREVIEW);
  g_assert_cmpstr (received->path, ==, "/a/Zo\xeb.jpg");
  g_assert_cmpint (received->edge, ==, 1024);

  g_assert_null (send_preview ("/a", 0, NULL));
  g_assert_null (send_preview ("/a", -1, NULL));
  g_assert_null (send_preview ("", 1024, NULL));
  g_assert_null (send_preview ("/a", KINDRED_PREVIEW_EDGE + 1, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

static void
test_unknown_request (void)
{
  g_autoptr (KindredRequest) sent = kindred_request_new_analyze ("/a");
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError) error = NULL;

  sent->kind = 4;
  variant = g_variant_ref_sink (kindred_request_to_variant (sent));
  g_assert_null (kindred_request_from_variant (variant, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

/* A preview may be larger than a thumbnail, and is no less well looked at. */
static void
test_preview_reply (void)
{
  guint8 picture[sizeof thumbnail];
  g_autoptr (GBytes) large = NULL;
  g_autoptr (GVariant) preview = NULL;
  g_autoptr (GVariant) crop = NULL;
  g_autoptr (KindredReply) reply = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (picture, thumbnail, sizeof picture);
  picture[7] = 3; /* 768 and some high */
  g_assert_false (kindred_thumbnail_check (picture, sizeof picture));
  g_assert_true (kindred_preview_check (picture, sizeof picture, 1024));
  g_assert_false (kindred_preview_check (picture, sizeof picture, 512));
  g_assert_false (kindred_preview_check (picture, sizeof picture - 1, 1024));
  picture[7] = 17; /* more than any preview */
  g_assert_false (kindred_preview_check (picture, sizeof picture, G_MAXUINT));
  picture[7] = 3;

  large = g_bytes_new (picture, sizeof picture);
  preview = g_variant_ref_sink (kindred_reply_preview_to_variant (large));
  reply = kindred_reply_from_variant (preview, &error);
  g_assert_no_error (error);
  g_assert_cmpint (reply->kind, ==, KINDRED_REPLY_PREVIEW);
  g_assert_true (g_bytes_equal (reply->picture, large));

  crop = g_variant_ref_sink (kindred_reply_crop_to_variant (large));
  g_assert_null (kindred_reply_from_variant (crop, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

static void
test_error_reply (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOSPC, "no \xff space");
  g_autoptr (GVariant) variant = g_variant_ref_sink (kindred_reply_error_to_variant (KINDRED_REPLY_ERROR, foreign));
  g_autoptr (GVariant) unknown
      = g_variant_ref_sink (g_variant_new ("(yv)", KINDRED_REPLY_ERROR, g_variant_new ("(is)", 1000, "x")));
  g_autoptr (GError) error = NULL;
  g_autoptr (KindredReply) reply = kindred_reply_from_variant (variant, &error);

  g_assert_no_error (error);
  g_assert_error (reply->error, KINDRED_ERROR, KINDRED_ERROR_FAILED);
  g_assert_true (g_utf8_validate (reply->error->message, -1, NULL));

  g_assert_null (kindred_reply_from_variant (unknown, &error));
  g_assert_error (error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);
}

static void
test_frames (void)
{
  g_autoptr (KindredFrameReader) reader = kindred_frame_reader_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = kindred_frame_encode (g_variant_new_string ("first"), &error);
  g_autoptr (GBytes) second = kindred_frame_encode (g_variant_new_string ("second"), &error);
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GString) received = g_string_new (NULL);

  g_byte_array_append (stream, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_byte_array_append (stream, g_bytes_get_data (second, NULL), g_bytes_get_size (second));

  /* One byte at a time. */
  for (guint i = 0; i < stream->len; i++)
    {
      g_autoptr (GVariant) message = NULL;

      kindred_frame_reader_push (reader, stream->data + i, 1);
      g_assert_true (kindred_frame_reader_pop (reader, G_VARIANT_TYPE_STRING, &message, &error));
      if (message != NULL)
        g_string_append_printf (received, "%s;", g_variant_get_string (message, NULL));
    }
  g_assert_cmpstr (received->str, ==, "first;second;");
  g_assert_false (kindred_frame_reader_is_amid (reader));

  /* All at once. */
  kindred_frame_reader_push (reader, stream->data, stream->len);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GVariant) message = NULL;

      g_assert_true (kindred_frame_reader_pop (reader, G_VARIANT_TYPE_STRING, &message, &error));
      g_assert_nonnull (message);
    }
  g_assert_false (kindred_frame_reader_is_amid (reader));
}

static void
test_bad_frames (void)
{
  g_autoptr (KindredFrameReader) huge = kindred_frame_reader_new ();
  g_autoptr (KindredFrameReader) wrong = kindred_frame_reader_new ();
  g_autoptr (GVariant) message = NULL;
  g_autoptr (GError) huge_error = NULL;
  g_autoptr (GError) wrong_error = NULL;
  g_autoptr (GError) long_error = NULL;
  g_autofree char *text = g_strnfill (KINDRED_ANALYSIS_MAX_MESSAGE, 'x');

  kindred_frame_reader_push (huge, "\xff\xff\xff\xff", 4);
  g_assert_false (kindred_frame_reader_pop (huge, G_VARIANT_TYPE_STRING, &message, &huge_error));
  g_assert_error (huge_error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);

  /* Not terminated. */
  kindred_frame_reader_push (wrong, "\2\0\0\0xx", 6);
  g_assert_false (kindred_frame_reader_pop (wrong, G_VARIANT_TYPE_STRING, &message, &wrong_error));
  g_assert_error (wrong_error, KINDRED_ERROR, KINDRED_ERROR_PROTOCOL);

  g_assert_null (kindred_frame_encode (g_variant_new_string (text), &long_error));
  g_assert_error (long_error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/analysis/round-trip", test_round_trip);
  g_test_add_func ("/protocol/analysis/nothing", test_nothing);
  g_test_add_func ("/protocol/analysis/ranges", test_ranges);
  g_test_add_func ("/protocol/analysis/face-ranges", test_face_ranges);
  g_test_add_func ("/protocol/analysis/bad-thumbnail", test_bad_thumbnail);
  g_test_add_func ("/protocol/analysis/too-many-faces", test_too_many_faces);
  g_test_add_func ("/protocol/analysis/wrong-type", test_wrong_type);
  g_test_add_func ("/protocol/thumbnail", test_thumbnail);
  g_test_add_func ("/protocol/mutations", test_mutations);
  g_test_add_func ("/protocol/request", test_request);
  g_test_add_func ("/protocol/preview-request", test_preview_request);
  g_test_add_func ("/protocol/unknown-request", test_unknown_request);
  g_test_add_func ("/protocol/preview-reply", test_preview_reply);
  g_test_add_func ("/protocol/error-reply", test_error_reply);
  g_test_add_func ("/protocol/frames", test_frames);
  g_test_add_func ("/protocol/bad-frames", test_bad_frames);

  return g_test_run ();
}
