#!/usr/bin/python3
"""The version of meson.build is the newest one of debian/changelog and of the metainfo, with the same
date and the same words, and the screenshots that the metainfo shows are those of this version.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import email.utils
import re
import xml.etree.ElementTree

import tree

METAINFO = 'data/io.github.kindred_photos.Kindred.metainfo.xml.in'
SCREENSHOTS = 'https://raw.githubusercontent.com/kindred-photos/kindred/'


def words(text):
    return ' '.join(text.split())


def newest_of_changelog():
    """Version, date and the words of the newest entry"""
    entry = tree.read('debian/changelog').split('\n -- ')[0]
    author = tree.read('debian/changelog').split('\n -- ')[1].split('\n')[0]
    version = re.match(r'kindred \(([\d.]+)(?:-\d+)?\) ', entry).group(1)
    date = email.utils.parsedate_to_datetime(author.split('>  ')[1]).date().isoformat()
    return version, date, {words(item) for item in re.split(r'\n  \* ', entry)[1:]}


def newest_of_metainfo(component):
    release = component.find('releases/release')
    notes = release.findall('description//p') + release.findall('description//li')
    return release.get('version'), release.get('date'), {words(note.text) for note in notes}


def problems_of_screenshots(component, version):
    for image in component.findall('screenshots/screenshot/image'):
        start = f'{SCREENSHOTS}v{version}/'
        name = image.text.removeprefix(start)
        if not image.text.startswith(start):
            yield f'{METAINFO}: {image.text} is not of version {version}'
        elif not (tree.ROOT / name).exists():
            print(f'{name} has still to be made: tools/make-screenshots')


def main():
    version = re.search(r"version: '([\d.]+)'", tree.read('meson.build')).group(1)
    component = xml.etree.ElementTree.fromstring(tree.read(METAINFO))
    changelog = newest_of_changelog()
    metainfo = newest_of_metainfo(component)
    problems = list(problems_of_screenshots(component, version))
    if changelog[0] != version:
        problems.append(f'debian/changelog: {changelog[0]} is not the {version} of meson.build')
    for ours, theirs in zip(metainfo, changelog):
        if ours != theirs:
            problems.append(f'{METAINFO}: {ours} is {theirs} in debian/changelog')
    tree.finish(problems, 'versions')


if __name__ == '__main__':
    main()
