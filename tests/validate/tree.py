"""What the checks have in common: the files of the source tree, and how to report.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def _walk():
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders
                      if not name.startswith(('build', '.git', '__pycache__', 'obj-', 'kindred-people'))]
        for name in names:
            yield pathlib.Path(folder, name).relative_to(ROOT)


def _git_files():
    output = subprocess.run(['git', '-c', 'safe.directory=*', 'ls-files', '-z', '-co', '--exclude-standard'],
                            cwd=ROOT, check=True, capture_output=True).stdout
    return [pathlib.Path(os.fsdecode(name)) for name in output.split(b'\0') if name]


def files(*patterns):
    """Paths below the root, as relative ones; those that match one of `patterns` if any."""
    found = _git_files() if (ROOT / '.git').exists() else _walk()
    return sorted(path for path in found
                  if (ROOT / path).is_file() and (not patterns or any(path.match(p) for p in patterns)))


def read(path):
    return (ROOT / path).read_text(encoding='utf-8')


def is_text(path):
    with (ROOT / path).open('rb') as stream:
        return b'\0' not in stream.read(8192)


def finish(problems, what):
    """Ends the program: with the list of problems, or with a line that says what was looked at."""
    for problem in problems:
        print(problem)
    if problems:
        sys.exit(f'{len(problems)} problems in {what}')
    print(f'no problem in {what}')
