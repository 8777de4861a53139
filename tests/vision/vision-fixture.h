/* vision-fixture.h - what the tests of the vision stage share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "vision/kindred-vision.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Upright, three bytes a pixel; transparent parts are white. */
GdkPixbuf *vision_fixture_load_image (const char *path, GError **error);

/* A view on @pixbuf. */
KindredVisionImage vision_fixture_view (GdkPixbuf *pixbuf);

/* Folder of the sample pictures, and the one picture of it. */
char *vision_fixture_get_sample (const char *name);

/* With the models of the source tree, then those of the environment.  When files are missing, skips the
 * running test with the reason and returns NULL. */
KindredVision *vision_fixture_new_vision (const char *detector, const char *encoder);

/* Detects and encodes; fails the test on any error. */
KindredVisionFace *vision_fixture_find_faces (KindredVision *vision, GdkPixbuf *pixbuf, gsize *n_faces);

double vision_fixture_distance (const KindredVisionFace *a, const KindredVisionFace *b);

/* truth.json of @folder: file name → list of person and box; NULL if there is none. */
JsonObject *vision_fixture_load_truth (const char *folder);

/* The person of @truth whose box holds the centre of @face; the nearest when several do; NULL if
 * none or if it was given to another face of the photo before.  @taken: boxes of this photo that
 * are given away. */
const char *vision_fixture_match (JsonObject *truth, const char *name, const KindredVisionFace *face,
                                  GHashTable *taken);

G_END_DECLS
