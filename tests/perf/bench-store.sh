#!/bin/sh
# Makes a library of 100,000 faces and measures the store on it.
# SPDX-License-Identifier: GPL-3.0-or-later
set -e
dir=$(mktemp -d "${TMPDIR:-/tmp}/kindred-bench-XXXXXX")
trap 'rm -rf "$dir"' EXIT
"$1" --faces 100000 --people 2000 --photos 60000 "$dir/library.db"
"$2" "$dir/library.db"
