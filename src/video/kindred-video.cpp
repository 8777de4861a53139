/* kindred-video.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-video.h"

#include "base/kindred-error.h"

#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>
#include <opencv2/videoio/registry.hpp>

#include <cmath>
#include <malloc.h>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <vector>

/* What FFmpeg may open: local files only, which rules out every network protocol, "concat:" and "subfile:", and of
 * these only containers that hold their pictures themselves, which rules out playlists (HLS, DASH, concat scripts),
 * SDP, and image sequences.  References of QuickTime files to others are off by default. */
#define FFMPEG_OPTIONS                                                                                                 \
  "protocol_whitelist;file|format_whitelist;mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,asf,ogg"

/* Each decoder thread would otherwise reserve 64 MiB of the process's address space. */
#define MAX_ARENAS 2

/* Longer than any video: what claims more does not know. */
#define MAX_DURATION (7 * 24 * 3600.0)

/* Frames per second that may be meant, and seconds between frames where nothing is known. */
#define MAX_RATE 1000
#define DEFAULT_STEP 0.04

struct _KindredVideo
{
  cv::VideoCapture capture;
  cv::Mat frame;
  int turn = 0;
  double last = -1; /* time of the frame that was grabbed */
  guint64 max_pixels = 0;
};

static void
set_error_from_exception (GError **error, KindredError code, const char *what) noexcept
{
  try
    {
      throw;
    }
  catch (const std::bad_alloc &)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE, "%s: out of memory", what);
    }
  catch (const cv::Exception &e)
    {
      g_autofree char *reason = g_utf8_make_valid (e.err.c_str (), -1);

      g_set_error (error, KINDRED_ERROR, e.code == cv::Error::StsNoMem ? KINDRED_ERROR_TOO_LARGE : code, "%s: %s", what,
                   reason);
    }
  catch (...)
    {
      g_set_error_literal (error, KINDRED_ERROR, code, what);
    }
}

static void
prepare ()
{
  static std::once_flag once;

  std::call_once (once, [] {
    mallopt (M_ARENA_MAX, MAX_ARENAS);
    g_setenv ("OPENCV_FFMPEG_CAPTURE_OPTIONS", FFMPEG_OPTIONS, TRUE);
  });
}

static gboolean
check_size (double width, double height, guint64 max_pixels, GError **error)
{
  if (width < 1 || height < 1)
    {
      g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "The video has no pictures");
      return FALSE;
    }
  if (width > G_MAXINT || height > G_MAXINT || width * height > max_pixels)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_TOO_LARGE,
                   "The video has %.0f × %.0f pixels, more than the limit of %" G_GUINT64_FORMAT, width, height,
                   max_pixels);
      return FALSE;
    }

  return TRUE;
}

static gboolean
has_backend (cv::VideoCaptureAPIs wanted)
{
  for (auto backend : cv::videoio_registry::getBackends ())
    if (backend == wanted)
      return TRUE;

  return FALSE;
}

static gboolean
is_transposed (int turn)
{
  return turn == 90 || turn == 270;
}

static double
get_duration (const cv::VideoCapture &capture)
{
  double rate = capture.get (cv::CAP_PROP_FPS), n_frames = capture.get (cv::CAP_PROP_FRAME_COUNT);
  double duration = rate > 0 && n_frames > 0 ? n_frames / rate : 0;

  return std::isfinite (duration) && duration <= MAX_DURATION ? duration : 0;
}

static std::vector<int>
get_parameters ()
{
  /* The decoder of a graphics card is another process's memory and another driver's bugs. */
  std::vector<int> parameters = { cv::CAP_PROP_HW_ACCELERATION, cv::VIDEO_ACCELERATION_NONE };

#if CV_VERSION_MAJOR * 100 + CV_VERSION_MINOR >= 407
  parameters.insert (parameters.end (), { cv::CAP_PROP_N_THREADS, 1 });
#endif

  return parameters;
}

static void
open_file (KindredVideo *self, int fd)
{
  /* By descriptor: no name can look like anything else, or be another file by now. */
  std::string path = "/proc/self/fd/" + std::to_string (fd);

  self->capture.open (path, cv::CAP_FFMPEG, get_parameters ());
  if (self->capture.isOpened ())
    self->capture.set (cv::CAP_PROP_ORIENTATION_AUTO, 0);
}

static void
video_close (KindredVideo *self)
{
  try
    {
      delete self;
    }
  catch (...)
    {
      g_warning ("A video could not be closed");
    }
}

static KindredVideo *
video_open (int fd, int turn, guint64 max_pixels, KindredVideoInfo *info, GError **error)
{
  prepare ();
  try
    {
      auto self = std::make_unique<KindredVideo> ();

      if (!has_backend (cv::CAP_FFMPEG))
        {
          g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT,
                               "Videos cannot be read: OpenCV is there without FFmpeg");
          return nullptr;
        }

      self->max_pixels = max_pixels;
      self->turn = turn;
      open_file (self.get (), fd);
      if (!self->capture.isOpened ())
        {
          g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE,
                               "The video cannot be opened: it is damaged, cut off, or of a kind for which there is no "
                               "decoder");
          return nullptr;
        }

      double width = self->capture.get (cv::CAP_PROP_FRAME_WIDTH);
      double height = self->capture.get (cv::CAP_PROP_FRAME_HEIGHT);

      if (!check_size (width, height, max_pixels, error))
        return nullptr;

      if (is_transposed (turn))
        std::swap (width, height);
      *info = KindredVideoInfo{ int (width), int (height), get_duration (self->capture) };
      return self.release ();
    }
  catch (...)
    {
      set_error_from_exception (error, KINDRED_ERROR_BAD_IMAGE, "The video cannot be opened");
      return nullptr;
    }
}

static KindredVideo *
video_open_camera (int device, guint64 max_pixels, GError **error)
{
  prepare ();
  try
    {
      auto self = std::make_unique<KindredVideo> ();

      self->max_pixels = max_pixels;
      if (self->capture.open (device, cv::CAP_V4L2))
        return self.release ();

      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_NOT_FOUND, "There is no camera /dev/video%d that can be used",
                   device);
      return nullptr;
    }
  catch (...)
    {
      set_error_from_exception (error, KINDRED_ERROR_NOT_FOUND, "The camera cannot be used");
      return nullptr;
    }
}

/* From one frame to the next. */
static double
get_step (const cv::VideoCapture &capture)
{
  double rate = capture.get (cv::CAP_PROP_FPS);

  return rate >= 1 && rate <= MAX_RATE ? 1 / rate : DEFAULT_STEP;
}

static gboolean
video_grab (KindredVideo *self, double *time)
{
  try
    {
      if (!self->capture.grab ())
        return FALSE;

      /* OpenCV knows no time of frames that the decoder gives away at the end. */
      *time = self->capture.get (cv::CAP_PROP_POS_MSEC) / 1000;
      if (!std::isfinite (*time) || *time <= self->last)
        *time = self->last >= 0 ? self->last + get_step (self->capture) : 0;
      self->last = *time;

      return TRUE;
    }
  catch (...)
    {
      return FALSE;
    }
}

static gboolean
video_seek (KindredVideo *self, double time)
{
  try
    {
      self->last = -1;
      return self->capture.set (cv::CAP_PROP_POS_MSEC, time * 1000);
    }
  catch (...)
    {
      return FALSE;
    }
}

/* A copy, turned by @turn degrees clockwise. */
static void
copy_turned (const cv::Mat &from, int turn, cv::Mat &to)
{
  if (turn == 90)
    cv::rotate (from, to, cv::ROTATE_90_CLOCKWISE);
  else if (turn == 180)
    cv::rotate (from, to, cv::ROTATE_180);
  else if (turn == 270)
    cv::rotate (from, to, cv::ROTATE_90_COUNTERCLOCKWISE);
  else
    from.copyTo (to);
}

/* Blue and red change places, in place. */
static void
to_rgb (cv::Mat &frame)
{
  for (int y = 0; y < frame.rows; y++)
    {
      guint8 *row = frame.ptr<guint8> (y);

      for (int x = 0; x < frame.cols; x++)
        std::swap (row[3 * x], row[3 * x + 2]);
    }
}

static gboolean
video_retrieve (KindredVideo *self, KindredVideoFrame *frame, GError **error)
{
  try
    {
      cv::Mat view;

      if (!self->capture.retrieve (view) || view.empty () || view.type () != CV_8UC3)
        {
          g_set_error_literal (error, KINDRED_ERROR, KINDRED_ERROR_BAD_IMAGE, "A frame of the video cannot be decoded");
          return FALSE;
        }
      /* A stream may change its size on the way. */
      if (!check_size (view.cols, view.rows, self->max_pixels, error))
        return FALSE;

      copy_turned (view, self->turn, self->frame);
      to_rgb (self->frame);
      *frame = KindredVideoFrame{ self->frame.data, self->frame.cols, self->frame.rows, self->frame.step };
      return TRUE;
    }
  catch (...)
    {
      set_error_from_exception (error, KINDRED_ERROR_BAD_IMAGE, "A frame of the video cannot be decoded");
      return FALSE;
    }
}

const KindredVideoFunctions *
kindred_video_get_functions (void)
{
  static const KindredVideoFunctions functions
      = { video_open, video_open_camera, video_close, video_grab, video_seek, video_retrieve };

  return &functions;
}
