/* kindred-vision-guard.hpp - from exceptions to GError
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/kindred-error.h"

#include <stdexcept>
#include <string>

namespace kindred
{

/* An exception that knows which error it is for the caller. */
class Failure final : public std::runtime_error
{
public:
  Failure (KindredError code_, const std::string &message) : std::runtime_error (message), code (code_) {}

  KindredError code;
};

/* To be called in a catch block only: sets @error from the exception being handled.  @code is for
 * those that do not say what they are, @what is what was being done. */
void set_error_from_exception (GError **error, KindredError code, const char *what) noexcept;

/* Runs @function; FALSE and @error set when it throws. */
template <typename Function>
gboolean
guard (GError **error, KindredError code, const char *what, Function &&function) noexcept
{
  try
    {
      function ();
      return TRUE;
    }
  catch (...)
    {
      set_error_from_exception (error, code, what);
      return FALSE;
    }
}

}
