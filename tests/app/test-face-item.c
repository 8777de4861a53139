/* test-face-item.c - what is said of a face
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "model/kindred-face-item.h"

#define TAKEN G_GINT64_CONSTANT (1402574400) /* 12 June 2014 */

static void
assert_date (double time, const char *expected)
{
  KindredFaceRecord *record = kindred_face_record_new ();
  g_autoptr (KindredFaceItem) item = NULL;
  g_autofree char *date = NULL;
  g_autofree char *spoken = NULL;

  record->id = 1;
  record->taken = TAKEN;
  record->time = time;
  item = kindred_face_item_new (record);
  date = kindred_face_item_dup_date (item);
  spoken = kindred_face_item_describe (item);

  g_assert_cmpstr (date, ==, expected);
  g_assert_nonnull (strstr (spoken, expected));
}

/* A face from a video says where in it. */
static void
test_date (void)
{
  assert_date (-1, "12 June 2014");
  assert_date (0, "12 June 2014, video at 0:00");
  assert_date (83.96, "12 June 2014, video at 1:23");
  assert_date (3723, "12 June 2014, video at 1:02:03");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/face-item/date", test_date);

  return g_test_run ();
}
