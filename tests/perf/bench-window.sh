#!/bin/sh
# Makes a library of 100,000 faces with drawn thumbnails and measures the window on it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -e
dir=$(mktemp -d "${TMPDIR:-/tmp}/kindred-bench-XXXXXX")
trap 'rm -rf "$dir"' EXIT
export XDG_CACHE_HOME="$dir/cache"
"$1" --faces 100000 --people 2000 --photos 60000 --twins 100 --thumbnails "$XDG_CACHE_HOME" "$dir/library.db"
xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" "$2" "$dir/library.db"
