/* kindred-vision-load.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-load.hpp"

#include "base/kindred-models.h"
#include "kindred-vision-guard.hpp"
#include "kindred-vision-landmarks.hpp"

namespace kindred
{

namespace
{

constexpr const char *YUNET_FILE = "face_detection_yunet_2023mar.onnx";
constexpr const char *LANDMARKS_68_FILE = "shape_predictor_68_face_landmarks.dat";
constexpr const char *LANDMARKS_5_FILE = "shape_predictor_5_face_landmarks.dat";

std::string
find_model (const char *const *dirs, const char *name)
{
  g_autoptr (GError) error = nullptr;
  g_autofree char *path = kindred_models_find (kindred_models_get_file (name), dirs, &error);

  if (path == nullptr)
    throw Failure (KindredError (error->code), error->message);

  return path;
}

/* What @function makes of the file's path.  Its failure means that the file is no good. */
template <typename Function>
auto
load_model (const char *const *dirs, const char *name, Function &&function)
{
  const std::string path = find_model (dirs, name);

  try
    {
      return function (path);
    }
  catch (const std::bad_alloc &)
    {
      throw;
    }
  catch (const std::exception &e)
    {
      throw Failure (KINDRED_ERROR_MODEL_DAMAGED, "The model file " + path + " does not load: " + e.what ());
    }
}

/* Loads landmarks once at most. */
class Loader
{
public:
  explicit Loader (const char *const *model_dirs) : dirs (model_dirs) {}

  std::unique_ptr<Detector> load_detector (const std::string &name)
  {
    if (name == "yunet")
      return load_model (dirs, YUNET_FILE, load_yunet);
    if (name == "hog")
      return make_hog (load_landmarks ({ LANDMARKS_68_FILE, LANDMARKS_5_FILE }));

    throw Failure (KINDRED_ERROR_INVALID_ARGUMENT, "There is no detector “" + name + "”, only “hog” and “yunet”");
  }

  std::unique_ptr<Encoder> load_encoder (const std::string &name)
  {
    const KindredEncoderInfo *info = kindred_models_get_encoder (name.c_str ());

    if (name == "compact-1")
      return load_model (dirs, info->file->name, load_compact);
    if (name == "dlib-resnet-1")
      return load_model (dirs, info->file->name,
                         [this] (const std::string &path) { return load_resnet (path, load_any_landmarks ()); });

    throw Failure (KINDRED_ERROR_INVALID_ARGUMENT,
                   "There is no encoder “" + name + "”, only “compact-1” and “dlib-resnet-1”");
  }

private:
  /* The first of @names that is there; the error is about the last. */
  std::shared_ptr<Landmarks> load_landmarks (const std::vector<const char *> &names)
  {
    const auto make = [] (const std::string &path) { return std::make_shared<Landmarks> (path); };

    for (size_t i = 0; landmarks == nullptr && i < names.size (); i++)
      try
        {
          landmarks = load_model (dirs, names[i], make);
        }
      catch (const Failure &failure)
        {
          if (failure.code != KINDRED_ERROR_MODEL_MISSING || i + 1 == names.size ())
            throw;
        }

    return landmarks;
  }

  /* For an encoder, which can do without. */
  std::shared_ptr<Landmarks> load_any_landmarks ()
  {
    try
      {
        return load_landmarks ({ LANDMARKS_5_FILE, LANDMARKS_68_FILE });
      }
    catch (const Failure &failure)
      {
        if (failure.code != KINDRED_ERROR_MODEL_MISSING)
          g_warning ("%s", failure.what ());

        return nullptr;
      }
  }

  const char *const *dirs;
  std::shared_ptr<Landmarks> landmarks;
};

/* @wanted, or the first of @names that loads; the error is about the last. */
template <typename Function>
auto
pick (const char *wanted, const std::vector<const char *> &names, Function &&load)
{
  if (wanted != nullptr)
    return load (wanted);

  for (size_t i = 0; i + 1 < names.size (); i++)
    try
      {
        return load (names[i]);
      }
    catch (const Failure &failure)
      {
        if (failure.code != KINDRED_ERROR_MODEL_MISSING)
          g_warning ("%s", failure.what ());
      }

  return load (names.back ());
}

}

Stages
load_stages (const char *const *model_dirs, const char *detector, const char *encoder)
{
  std::vector<const char *> encoders;
  Loader loader (model_dirs);
  Stages stages;

  for (auto info = kindred_models_get_encoders (); *info != nullptr; info++)
    encoders.push_back ((*info)->name);

  stages.detector = pick (detector, { "yunet", "hog" }, [&] (const char *name) { return loader.load_detector (name); });
  stages.encoder = pick (encoder, encoders, [&] (const char *name) { return loader.load_encoder (name); });

  return stages;
}

}
