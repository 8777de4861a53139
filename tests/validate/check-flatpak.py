#!/usr/bin/python3
"""The Flatpak manifests: what they download is pinned by hash and no moving target, what they ask
for is what docs/privacy.md says, and flatpak-builder reads them. Hashes that can be compared with
another record in the tree are; the others are named.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import fnmatch
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

import tree

MANIFEST = 'flatpak/io.github.kindred_photos.Kindred.json'
DEVEL = 'flatpak/io.github.kindred_photos.Kindred.Devel.json'

SHA256 = re.compile(r'[0-9a-f]{64}')
COMMIT = re.compile(r'[0-9a-f]{40}')
MOVING = {'master', 'main', 'mainline', 'HEAD', 'latest', 'trunk', 'develop', 'nightly'}
FORBIDDEN = ('--share=network', '--socket=session-bus', '--socket=system-bus', '--filesystem=host',
             '--filesystem=home', '--device=all', '--talk-name=org.freedesktop.Flatpak')


# Of each kind of file that the program opens, one
NEEDED = ('/bin/kindred', '/bin/kindred-cli', '/lib/kindred/libkindred-vision.so', '/lib/kindred/libkindred-video.so',
          '/lib/libopenblas.so.0', '/lib/libdlib.so.19.24.6', '/lib/libopencv_videoio.so.413', '/lib/libexif.so.12',
          '/libexec/kindred-analyzer', '/share/applications/io.github.kindred_photos.Kindred.desktop',
          '/share/dbus-1/services/io.github.kindred_photos.Kindred.service', '/share/glib-2.0/schemas/gschemas.compiled',
          '/share/gnome-shell/search-providers/io.github.kindred_photos.Kindred.search-provider.ini',
          '/share/icons/hicolor/scalable/apps/io.github.kindred_photos.Kindred.svg',
          '/share/kindred/models/face_detection_yunet_2023mar.onnx', '/share/kindred/sample/sample-00.jpg',
          '/share/locale/de/LC_MESSAGES/kindred.mo', '/share/metainfo/io.github.kindred_photos.Kindred.metainfo.xml')


def problems_of_source(module, source):
    where = f'{module}: {source.get("url", source.get("path"))}'
    if source['type'] == 'dir':
        if module != 'kindred':
            yield f'{where}: only Kindred itself comes from a folder'
        return
    url = urllib.parse.urlparse(source.get('url', ''))
    if url.scheme != 'https':
        yield f'{where}: not over https'
    if source['type'] == 'git':
        if not COMMIT.fullmatch(source.get('commit', '')):
            yield f'{where}: no commit'
        return
    if source['type'] not in ('archive', 'file'):
        yield f'{where}: sources of type {source["type"]} are not checked'
    if not SHA256.fullmatch(source.get('sha256', '')):
        yield f'{where}: no SHA-256'
    parts = url.path.split('/')
    pinned = any(COMMIT.fullmatch(part) or re.search(r'\d+\.\d+', part) for part in parts)
    if MOVING & set(parts) or not pinned:
        yield f'{where}: a moving target'


def problems_of_permissions(arguments):
    section = tree.read('docs/privacy.md').split('## What the Flatpak may do')[1].split('\n## ')[0]
    documented = set(re.findall(r'^\| `(--[^`]+)`', section, re.MULTILINE))
    for argument in sorted(documented ^ set(arguments)):
        yield f'{argument} is only in {"docs/privacy.md" if argument in documented else "the manifest"}'
    for argument in arguments:
        if argument.startswith(FORBIDDEN):
            yield f'{argument} is too much'
        if argument.startswith('--filesystem') and not argument.endswith(':ro'):
            yield f'{argument} can be written'


def problems_of_models(manifest):
    """Files and hashes of the manifest against the table in the code"""
    known = dict(re.findall(r'"([\w.]+)",\s*\d+,\s*"([0-9a-f]{64})"', tree.read('src/base/kindred-models.c')))
    module = next(module for module in manifest['modules'] if module['name'] == 'models')
    commands = '\n'.join(module['build-commands'])
    for source in module['sources']:
        name = source['url'].split('/')[-1].removesuffix('.bz2')
        plain = name + '.bz2' not in source['url']
        if name not in known:
            yield f'models: {name} is not in the table of kindred-models.c'
        elif plain and source['sha256'] != known[name]:
            yield f'models: {name} has another SHA-256 in kindred-models.c'
        elif not plain and f'{known[name]}  {name}' not in commands:
            yield f'models: {name} is not checked against {known[name]} once unpacked'
        if name not in commands.split('install ')[-1]:
            yield f'models: {name} is not installed'


def problems_of_downloads(manifest):
    """The same files as tools/get-models fetches, from the same commits"""
    script = tree.read('tools/get-models')
    module = next(module for module in manifest['modules'] if module['name'] == 'models')
    for source in module['sources']:
        commit = COMMIT.search(source['url']).group()
        if commit not in script or source['sha256'] not in script:
            yield f'models: {source["url"]} is not what tools/get-models fetches'


def problems_of_files(manifest):
    """Models that lie on this machine against their hashes: what can be verified without a network"""
    module = next(module for module in manifest['modules'] if module['name'] == 'models')
    folders = [tree.ROOT.parent / 'shared/models', pathlib.Path('/usr/share/dlib')]
    for source in module['sources']:
        name = source['url'].split('/')[-1]
        for path in (folder / name for folder in folders):
            if not path.exists():
                continue
            if hashlib.sha256(path.read_bytes()).hexdigest() != source['sha256']:
                yield f'models: {path} has another SHA-256'
            else:
                print(f'{name}: the file here has this SHA-256')


def problems_of_cleanup(manifest):
    """What has to be there when Kindred runs must not be cleaned up."""
    for path in NEEDED:
        for pattern in manifest['cleanup']:
            if fnmatch.fnmatch(path if pattern.startswith('/') else path.split('/')[-1], pattern) or \
                    path.startswith(f'{pattern}/'):
                yield f'cleanup: {pattern} removes {path}'


def problems_of_parser(name):
    builder = shutil.which('flatpak-builder')
    if not builder:
        print('flatpak-builder is not installed: the manifest was read as JSON only')
        return
    with tempfile.TemporaryDirectory() as state:
        done = subprocess.run([builder, '--show-manifest', tree.ROOT / name],
                              cwd=state, capture_output=True, text=True, check=False)
    if done.returncode != 0 or 'Unknown property' in done.stderr:
        yield f'{name}: flatpak-builder: {done.stderr.strip()}'


def main():
    manifest = json.loads(tree.read(MANIFEST))
    problems = []
    unverified = []
    for module in manifest['modules']:
        for source in module['sources']:
            problems += problems_of_source(module['name'], source)
            if source['type'] in ('archive', 'file') and module['name'] != 'models':
                unverified.append(f'{source["sha256"]}  {source["url"]}')
    problems += problems_of_permissions(manifest['finish-args'])
    problems += problems_of_models(manifest)
    problems += problems_of_downloads(manifest)
    problems += problems_of_files(manifest)
    problems += problems_of_cleanup(manifest)
    for name in (MANIFEST, DEVEL):
        problems += problems_of_parser(name)
    devel = subprocess.run([sys.executable, tree.ROOT / 'flatpak/make-devel', '--check'],
                           capture_output=True, text=True, check=False)
    if devel.returncode != 0:
        problems.append(devel.stderr.strip())
    print('Hashes that nothing in the tree confirms (flatpak-builder checks them when it downloads):')
    print('\n'.join(unverified))
    tree.finish(problems, 'the Flatpak manifests')


if __name__ == '__main__':
    main()
