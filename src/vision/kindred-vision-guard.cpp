/* kindred-vision-guard.cpp
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kindred-vision-guard.hpp"

#include <opencv2/core.hpp>

#include <new>

namespace kindred
{

static void
set_error (GError **error, KindredError code, const char *what, const char *reason)
{
  /* What a library says is not necessarily UTF-8. */
  g_autofree char *shown = g_utf8_make_valid (reason, -1);

  g_set_error (error, KINDRED_ERROR, code, "%s: %s", what, shown);
}

void
set_error_from_exception (GError **error, KindredError code, const char *what) noexcept
{
  try
    {
      throw;
    }
  catch (const Failure &failure)
    {
      g_set_error_literal (error, KINDRED_ERROR, failure.code, failure.what ());
    }
  catch (const cv::Exception &e)
    {
      set_error (error, e.code == cv::Error::StsNoMem ? KINDRED_ERROR_TOO_LARGE : code, what, e.err.c_str ());
    }
  catch (const std::bad_alloc &)
    {
      set_error (error, KINDRED_ERROR_TOO_LARGE, what, "out of memory");
    }
  catch (const std::exception &e)
    {
      set_error (error, code, what, e.what ());
    }
  catch (...)
    {
      set_error (error, code, what, "an exception of unknown type");
    }
}

}
