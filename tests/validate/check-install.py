#!/usr/bin/python3
"""check-install.py BUILD PREFIX LIBDIR LIBEXECDIR [PART...]: installs into an empty folder and looks
whether all is there and the caches of the desktop can be made. PART: window, analyzer, hwcaps,
videos.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

APP_ID = 'io.github.kindred_photos.Kindred'

# Below the prefix; programs have to be executable.
ALWAYS = [
    'bin/kindred-cli',
    'share/bash-completion/completions/kindred-cli',
    'share/zsh/site-functions/_kindred-cli',
    'share/fish/vendor_completions.d/kindred-cli.fish',
]
ANALYZER = ['share/kindred/models/compact_face_encoder_v1.dat']
WINDOW = [
    'bin/kindred',
    f'share/applications/{APP_ID}.desktop',
    f'share/metainfo/{APP_ID}.metainfo.xml',
    f'share/dbus-1/services/{APP_ID}.service',
    f'share/gnome-shell/search-providers/{APP_ID}.search-provider.ini',
    f'share/glib-2.0/schemas/{APP_ID}.gschema.xml',
    f'share/icons/hicolor/scalable/apps/{APP_ID}.svg',
    f'share/icons/hicolor/symbolic/apps/{APP_ID}-symbolic.svg',
    'share/locale/de/LC_MESSAGES/kindred.mo',
    'share/locale/ko/LC_MESSAGES/kindred.mo',
    'share/kindred/sample/truth.json',
]


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return [] if done.returncode == 0 else [f'{" ".join(map(str, command))}: {done.stdout.strip()}']


def missing_files(root, names):
    for name in names:
        if not (root / name).is_file():
            yield f'{name} was not installed'
        elif name.startswith('bin/') and not os.access(root / name, os.X_OK):
            yield f'{name} cannot be executed'


def output(*command, env=None):
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env).stdout


def check_analyzer(root, prefix, libdir, libexecdir, parts):
    analyzer = root / libexecdir / 'kindred-analyzer'
    if not os.access(analyzer, os.X_OK):
        yield f'{libexecdir}/kindred-analyzer was not installed'
        return
    libraries = list((root / libdir).rglob('libkindred-vision.so*'))
    if 'hwcaps' in parts and not any('glibc-hwcaps/x86-64-v3' in str(path) for path in libraries):
        yield f'the vision library for x86-64-v3 was not installed below {libdir}'
    if 'videos' in parts and not (root / libdir / 'kindred/libkindred-video.so').is_file():
        yield f'the video library was not installed in {libdir}/kindred'
    private = {str(path.parent) for path in libraries if 'glibc-hwcaps' not in str(path)}
    linked = output('ldd', analyzer, env={**os.environ, 'LD_LIBRARY_PATH': ':'.join(private)})
    if 'not found' in linked:
        yield f'kindred-analyzer misses a library once installed:\n{linked}'
    if f'[{prefix}/{libdir}/kindred]' not in output('readelf', '-d', analyzer):
        yield f'kindred-analyzer does not look for its library in {prefix}/{libdir}/kindred'


def check_caches(root):
    share = root / 'share'
    yield from run('glib-compile-schemas', '--strict', share / 'glib-2.0/schemas')
    yield from run('update-desktop-database', share / 'applications')
    if shutil.which('gtk4-update-icon-cache'):
        yield from run('gtk4-update-icon-cache', '-f', '-t', share / 'icons/hicolor')
    service = (share / f'dbus-1/services/{APP_ID}.service').read_text(encoding='utf-8')
    if '@' in service or f'Name={APP_ID}' not in service:
        yield f'the D-Bus service file is wrong:\n{service}'


def main():
    build, prefix, libdir, libexecdir, *parts = sys.argv[1:]
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        problems += run('meson', 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder)
        root = pathlib.Path(folder, prefix.lstrip('/'))
        problems += missing_files(root, ALWAYS)
        if 'analyzer' in parts:
            problems += missing_files(root, ANALYZER)
            problems += check_analyzer(root, prefix, libdir, libexecdir, parts)
        if 'window' in parts:
            problems += missing_files(root, WINDOW)
            problems += check_caches(root)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
