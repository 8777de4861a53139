/* kindred-vision-resnet.hpp - the type of dlib's ResNet v1 for faces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "kindred-vision.h"

#include <dlib/dnn.h>

namespace kindred
{

/* 29 convolutions after He et al., "Deep residual learning for image recognition", with half the
 * filters per layer: what dlib_face_recognition_resnet_model_v1.dat holds. */
namespace resnet
{

/* The edge of the chip that the network wants, and the margin around the face in it. */
constexpr unsigned long CHIP_SIZE = 150;
constexpr double CHIP_PADDING = 0.25;

template <int N, int STRIDE, typename SUB>
using block = dlib::affine<dlib::con<N, 3, 3, 1, 1, dlib::relu<dlib::affine<dlib::con<N, 3, 3, STRIDE, STRIDE, SUB>>>>>;

template <int N, typename SUB> using same = dlib::relu<dlib::add_prev1<block<N, 1, dlib::tag1<SUB>>>>;

template <int N, typename SUB>
using halve
    = dlib::relu<dlib::add_prev2<dlib::avg_pool<2, 2, 2, 2, dlib::skip1<dlib::tag2<block<N, 2, dlib::tag1<SUB>>>>>>>;

template <typename SUB>
using stem = dlib::max_pool<3, 3, 2, 2, dlib::relu<dlib::affine<dlib::con<32, 7, 7, 2, 2, SUB>>>>;
template <typename SUB> using stage1 = same<32, same<32, same<32, SUB>>>;
template <typename SUB> using stage2 = same<64, same<64, same<64, halve<64, SUB>>>>;
template <typename SUB> using stage3 = same<128, same<128, halve<128, SUB>>>;
template <typename SUB> using stage4 = same<256, same<256, halve<256, SUB>>>;
template <typename SUB> using stage5 = halve<256, SUB>;

using Network = dlib::loss_metric<dlib::fc_no_bias<
    KINDRED_VISION_EMBEDDING_SIZE,
    dlib::avg_pool_everything<stage5<stage4<stage3<stage2<stage1<stem<dlib::input_rgb_image_sized<CHIP_SIZE>>>>>>>>>>;

}

}
