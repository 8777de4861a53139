/* kindred-vision-load.hpp - picks the stages for the model files that are there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision-stages.hpp"

namespace kindred
{

struct Stages
{
  std::unique_ptr<Detector> detector;
  std::unique_ptr<Encoder> encoder;
};

/* As kindred_vision_new(); throws Failure. */
Stages load_stages (const char *const *model_dirs, const char *detector, const char *encoder);

}
