/* kindred-video-loader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-video-loader.h"

#include "base/kindred-error.h"

#include <dlfcn.h>

const KindredVideoFunctions *
kindred_video_loader_get (GError **error)
{
  static const KindredVideoFunctions *functions;
  KindredVideoGetFunctions get_functions = NULL;
  void *library;

  if (functions != NULL)
    return functions;

  /* Found by this program's run path. */
  library = dlopen (KINDRED_VIDEO_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (library != NULL)
    get_functions = (KindredVideoGetFunctions) dlsym (library, KINDRED_VIDEO_SYMBOL);
  if (get_functions == NULL)
    {
      g_set_error (error, KINDRED_ERROR, KINDRED_ERROR_UNSUPPORTED_FORMAT, "Videos cannot be read here: %s",
                   dlerror ());
      return NULL;
    }

  functions = get_functions ();

  return functions;
}
