#!/bin/bash
# The sources look as clang-format 14 leaves them; other versions differ in detail.
#
# SPDX-License-Identifier: GPL-3.0-or-later

set -euo pipefail

cd "$(dirname "$0")/../.."

clang_format=$(command -v clang-format-14 || true)
if [ -z "$clang_format" ]; then
  echo "clang-format-14 is not installed"
  exit 77
fi

find src tests \( -name '*.c' -o -name '*.h' -o -name '*.cpp' -o -name '*.hpp' \) -print0 |
  xargs -0 -r "$clang_format" --dry-run -Werror
