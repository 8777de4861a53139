/* kindred-person-cell.h - a person in the grid of people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-grid-cell.h"

G_BEGIN_DECLS

/* Round cover, name, number of faces.  May be dragged onto another one, which then activates the action
 * "people.merge-dropped" of its page with "(xx)": the id of the person dragged and that of the one it was dropped on.
 */

#define KINDRED_TYPE_PERSON_CELL (kindred_person_cell_get_type ())
G_DECLARE_FINAL_TYPE (KindredPersonCell, kindred_person_cell, KINDRED, PERSON_CELL, KindredGridCell)

G_END_DECLS
