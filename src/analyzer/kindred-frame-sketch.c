/* kindred-frame-sketch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-frame-sketch.h"

/* Of 255.  Noise of a camera in the dark moves the mean of a cell by 2 or so. */
#define NOISE 6
/* Darkest to brightest cell of a plain frame. */
#define PLAIN 16
/* So many pixels of a cell's row and column are looked at. */
#define SAMPLES 8

static guint8
measure_cell (const KindredImage *image, int left, int top, int right, int bottom)
{
  int step_x = MAX (1, (right - left) / SAMPLES), step_y = MAX (1, (bottom - top) / SAMPLES);
  guint64 sum = 0;
  guint n = 0;

  for (int y = top; y < bottom; y += step_y)
    for (int x = left; x < right; x += step_x, n++)
      {
        const guint8 *pixel = image->pixels + (gsize) y * image->stride + 3 * (gsize) x;

        sum += (2 * pixel[0] + 5 * pixel[1] + pixel[2]) / 8;
      }

  return n > 0 ? sum / n : 0;
}

void
kindred_frame_sketch_init (KindredFrameSketch *self, const KindredImage *image)
{
  for (int row = 0; row < KINDRED_SKETCH_EDGE; row++)
    for (int column = 0; column < KINDRED_SKETCH_EDGE; column++)
      {
        int left = (gint64) column * image->width / KINDRED_SKETCH_EDGE;
        int top = (gint64) row * image->height / KINDRED_SKETCH_EDGE;
        int right = (gint64) (column + 1) * image->width / KINDRED_SKETCH_EDGE;
        int bottom = (gint64) (row + 1) * image->height / KINDRED_SKETCH_EDGE;

        self->cells[row * KINDRED_SKETCH_EDGE + column] = measure_cell (image, left, top, right, bottom);
      }
}

gboolean
kindred_frame_sketch_is_same (const KindredFrameSketch *self, const KindredFrameSketch *other)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->cells); i++)
    if (ABS (self->cells[i] - other->cells[i]) > NOISE)
      return FALSE;

  return TRUE;
}

gboolean
kindred_frame_sketch_is_plain (const KindredFrameSketch *self)
{
  guint8 darkest = 255, brightest = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (self->cells); i++)
    {
      darkest = MIN (darkest, self->cells[i]);
      brightest = MAX (brightest, self->cells[i]);
    }

  return brightest - darkest < PLAIN;
}
