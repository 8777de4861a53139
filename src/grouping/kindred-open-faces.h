/* kindred-open-faces.h - which faces are grouped anew when an album grows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-links.h"
#include "kindred-members.h"

G_BEGIN_DECLS

/* Larger persons are known well and stay as they are. */
#define KINDRED_OPEN_PERSON_MAX 64

/**
 * kindred_open_faces:
 * @members: all faces of the persons
 * @open: (inout) (array length=n_faces): all FALSE; TRUE afterwards for faces that start alone: new ones, faces
 *   without person that look like them, and the faces of persons that look like them, if the user has not touched these
 *   and they have at most KINDRED_OPEN_PERSON_MAX faces
 *
 * What new faces bring within reach is regrouped with them as a whole, so that the result depends little on the order
 * in which faces come.  There are at most twice as many as new ones and 128 more, the nearest first: the work stays in
 * proportion to new x all.
 *
 * Persons with KINDRED_GROUPING_PERSON_LOST that are not settled, under the same conditions, are opened as well, but
 * only their own faces are searched for links among each other.  Blocks.
 *
 * Returns: (transfer full): all links with an open face at one end at least, but for the faces of such persons
 */
KindredLinks *kindred_open_faces (const KindredGroupingInput *input, const KindredMembers *members, gboolean *open,
                                  KindredProgressFunc progress, gpointer progress_data, GCancellable *cancellable,
                                  GError **error);

/* Whether @person is one of those that have lost faces and are opened for that.  @members: all faces of the persons */
gboolean kindred_open_faces_takes_loss (const KindredGroupingInput *input, const KindredMembers *members,
                                        gint32 person);

G_END_DECLS
