#!/usr/bin/python3
"""Interface files are well-formed, each template is named like the class and the C file that
it belongs to, and every string that is shown can be translated.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import xml.etree.ElementTree as ElementTree

import tree

# Properties whose text is shown, or spoken by a screen reader
SHOWN = {'label', 'title', 'subtitle', 'description', 'tooltip-text', 'placeholder-text', 'heading', 'body'}


def file_name(type_name):
    """KindredPeoplePage -> kindred-people-page"""
    return re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '-', type_name).lower()


def problems_of(path, sources):
    try:
        root = ElementTree.fromstring((tree.ROOT / path).read_bytes())
    except ElementTree.ParseError as error:
        yield f'{path}: {error}'
        return
    for template in root.iter('template'):
        name = file_name(template.get('class', ''))
        if path.stem != name:
            yield f'{path}: its template {template.get("class")} belongs into {name}.ui'
        if name + '.c' not in sources:
            yield f'{path}: there is no {name}.c'
    for element in root.iter():
        shown = element.tag in ('property', 'attribute') and element.get('name') in SHOWN
        text = (element.text or '').strip()
        if shown and re.search(r'[A-Za-z]{2}', text) and element.get('translatable') not in ('yes', 'true', '1'):
            yield f'{path}: "{text}" cannot be translated'


def main():
    sources = {path.name for path in tree.files('*.c')}
    paths = tree.files('*.ui')
    problems = [problem for path in paths for problem in problems_of(path, sources)]
    tree.finish(problems, f'{len(paths)} interface files')


if __name__ == '__main__':
    main()
