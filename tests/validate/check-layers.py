#!/usr/bin/python3
"""A folder of src/ includes its own headers and those of lower layers only, and only one folder
sees each of the big libraries (docs/architecture.md).

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

# Folder: the folders whose headers it may include, besides its own
MAY_SEE = {
    'base': set(),
    'protocol': {'base'},
    'grouping': {'base'},
    'imaging': {'base'},
    'vision': {'base'},
    'video': {'base'},
    'store': {'base'},
    'analyzer': {'base', 'protocol', 'imaging', 'vision', 'video'},
    'library': {'base', 'protocol', 'grouping', 'imaging', 'store'},
    'model': {'base', 'store', 'library'},
    'app': {'base', 'store', 'library', 'model'},
    'cli': {'base', 'grouping', 'store', 'library'},
}

# Start of a system header's name: the folders that may include it
ONLY_IN = {
    'gtk/': {'app'},
    'gdk/': {'app'},
    'gsk/': {'app'},
    'adwaita.h': {'app'},
    'sqlite3.h': {'store'},
    'dlib/': {'vision'},
    'opencv2/': {'vision', 'video'},
    'libexif/': {'imaging'},
    'jpeglib.h': {'imaging'},
    'cblas.h': {'grouping'},
    'json-glib/': {'cli'},
}

GENERATED = {'config.h', 'kindred-resources.h', 'kindred-enums.h', 'kindred-marshal.h', 'kindred-shell-search.h'}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def problem_of_own(folder, header, known):
    """Of an #include "header" in src/folder"""
    target = header if '/' in header else f'{folder}/{header}'
    if header in GENERATED:
        return None
    if target not in known:
        return f'"{header}" is not in src/{folder}; write "folder/{header.split("/")[-1]}" for another folder'
    other = target.split('/')[0]
    if other != folder and other not in MAY_SEE[folder]:
        return f'src/{folder} must not see src/{other}'
    return None


def problem_of_system(folder, header):
    for start, folders in ONLY_IN.items():
        if header.startswith(start) and folder not in folders:
            return f'<{header}> belongs to src/{", src/".join(sorted(folders))} alone'
    return None


def main():
    sources = [path for path in tree.files('*.c', '*.h', '*.cpp', '*.hpp', '*.inc') if path.parts[0] == 'src']
    known = {'/'.join(path.parts[1:]) for path in sources}
    problems = []
    for path in sources:
        folder = path.parts[1]
        if folder not in MAY_SEE:
            problems.append(f'{path}: src/{folder} is no layer')
            continue
        if path.suffix in ('.cpp', '.hpp') and folder not in ('vision', 'video'):
            problems.append(f'{path}: C++ belongs to src/vision and src/video alone')
        for kind, header in INCLUDE.findall(tree.read(path)):
            problem = problem_of_own(folder, header, known) if kind == '"' else problem_of_system(folder, header)
            if problem:
                problems.append(f'{path}: {problem}')
    tree.finish(problems, f'the includes of {len(sources)} files')


if __name__ == '__main__':
    main()
