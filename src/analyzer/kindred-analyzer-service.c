/* kindred-analyzer-service.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-analyzer-service.h"

#include "base/kindred-error.h"
#include "base/kindred-paths.h"
#include "kindred-analyzer-channel.h"
#include "kindred-analyzer-limits.h"
#include "kindred-camera.h"
#include "kindred-photo-analyzer.h"
#include "protocol/kindred-reply.h"
#include "protocol/kindred-request.h"

#include <locale.h>
#include <stdlib.h>

typedef struct
{
  gboolean without_models;
  GStrv model_dirs;
  char *detector;
  char *encoder;
  gint64 max_memory;
  gint64 max_pixels;
  char *camera; /* capture from it, and do nothing else */
  char *capture_to;
  int seconds;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->model_dirs);
  g_free (options->detector);
  g_free (options->encoder);
  g_free (options->camera);
  g_free (options->capture_to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "models", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->model_dirs, "Look for model files in DIR", "DIR" },
    { "detector", 0, 0, G_OPTION_ARG_STRING, &options->detector, "Find faces with NAME", "NAME" },
    { "encoder", 0, 0, G_OPTION_ARG_STRING, &options->encoder, "Describe faces with NAME", "NAME" },
    { "without-models", 0, 0, G_OPTION_ARG_NONE, &options->without_models, "Make pictures, look for no faces", NULL },
    { "max-memory", 0, 0, G_OPTION_ARG_INT64, &options->max_memory, "Limit of address space", "BYTES" },
    { "max-pixels", 0, 0, G_OPTION_ARG_INT64, &options->max_pixels, "Refuse pictures larger than N pixels", "N" },
    { "capture-from", 0, 0, G_OPTION_ARG_FILENAME, &options->camera, "Write pictures of a camera", "N" },
    { "capture-to", 0, 0, G_OPTION_ARG_FILENAME, &options->capture_to, "Write them to DIR", "DIR" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &options->seconds, "Capture for so long", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, "Looks at photos for Kindred, which starts it. It has no use by itself.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;

  if (argc > 1 || options->max_memory < 0 || options->max_pixels < 0 || options->seconds < 0
      || (options->camera != NULL) != (options->capture_to != NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "Wrong arguments");
      return FALSE;
    }
  if (options->model_dirs == NULL)
    options->model_dirs = kindred_paths_get_model_dirs ();

  return TRUE;
}

static GVariant *
answer_analyze (KindredPhotoAnalyzer *analyzer, const KindredRequest *request, GError **error)
{
  g_autoptr (KindredAnalysis) analysis = kindred_photo_analyzer_analyze (analyzer, request->path, error);

  return analysis != NULL ? kindred_reply_analysis_to_variant (analysis) : NULL;
}

static GVariant *
answer_crop (KindredPhotoAnalyzer *analyzer, const KindredRequest *request, GError **error)
{
  g_autoptr (GBytes) crop = kindred_photo_analyzer_crop (analyzer, request->path, request->time, request->x, request->y,
                                                         request->width, request->height, error);

  return crop != NULL ? kindred_reply_crop_to_variant (crop) : NULL;
}

static GVariant *
answer_preview (KindredPhotoAnalyzer *analyzer, const KindredRequest *request, GError **error)
{
  g_autoptr (GBytes) preview
      = kindred_photo_analyzer_preview (analyzer, request->path, request->time, request->edge, error);

  return preview != NULL ? kindred_reply_preview_to_variant (preview) : NULL;
}

static GVariant *
answer (KindredPhotoAnalyzer *analyzer, const KindredRequest *request)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply;

  if (request->kind == KINDRED_REQUEST_CROP)
    reply = answer_crop (analyzer, request, &error);
  else if (request->kind == KINDRED_REQUEST_PREVIEW)
    reply = answer_preview (analyzer, request, &error);
  else
    reply = answer_analyze (analyzer, request, &error);

  return reply != NULL ? reply : kindred_reply_error_to_variant (KINDRED_REPLY_ERROR, error);
}

static gboolean
serve (KindredPhotoAnalyzer *analyzer, KindredAnalyzerChannel *channel, GError **error)
{
  while (TRUE)
    {
      g_autoptr (GVariant) message = NULL;
      g_autoptr (KindredRequest) request = NULL;

      if (!kindred_analyzer_channel_receive (channel, KINDRED_REQUEST_TYPE, &message, error))
        return FALSE;
      if (message == NULL)
        return TRUE;

      request = kindred_request_from_variant (message, error);
      if (request == NULL || !kindred_analyzer_channel_send (channel, answer (analyzer, request), error))
        return FALSE;
    }
}

static gboolean
start (const Options *options, KindredAnalyzerChannel *channel, GError **error)
{
  g_autoptr (KindredVision) vision = NULL;
  g_autoptr (KindredPhotoAnalyzer) analyzer = NULL;
  g_autoptr (GError) reason = NULL;
  KindredImageLimits limits = KINDRED_IMAGE_LIMITS_DEFAULT;

  if (!options->without_models)
    vision
        = kindred_vision_new ((const char *const *) options->model_dirs, options->detector, options->encoder, &reason);
  if (reason != NULL)
    {
      /* The parent tells the user; it is no failure of this program. */
      return kindred_analyzer_channel_send (channel, kindred_reply_error_to_variant (KINDRED_REPLY_FATAL, reason),
                                            error);
    }

  if (options->max_pixels > 0)
    limits.max_pixels = options->max_pixels;
  analyzer = kindred_photo_analyzer_new (vision, &limits);

  return kindred_analyzer_channel_send (channel, kindred_reply_ready_to_variant (), error)
         && serve (analyzer, channel, error);
}

/* Prints how many pictures were written. */
static gboolean
capture (const Options *options, GError **error)
{
  guint n_written;

  if (!kindred_camera_capture (options->camera, options->seconds, options->capture_to, &n_written, error))
    return FALSE;

  g_print ("%u\n", n_written);

  return TRUE;
}

int
kindred_analyzer_service_run (int argc, char *argv[])
{
  g_auto (Options) options = { 0 };
  g_autoptr (KindredAnalyzerChannel) channel = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  g_log_writer_default_set_use_stderr (TRUE);

  if (!parse (&options, argc, argv, &error))
    {
      g_printerr ("kindred-analyzer: %s\n", error->message);
      return 2;
    }

  kindred_analyzer_limits_apply (options.max_memory);
  if (options.camera != NULL)
    {
      if (capture (&options, &error))
        return 0;

      g_printerr ("%s\n", error->message);
      return 1;
    }

  channel = kindred_analyzer_channel_new_standard (&error);
  if (channel == NULL || !start (&options, channel, &error))
    {
      g_printerr ("kindred-analyzer: %s\n", error->message);
      return 1;
    }

  return 0;
}
