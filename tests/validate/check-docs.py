#!/usr/bin/python3
"""Every relative link of the documents leads somewhere, and so does every file of the tree that
they name in the way of code: `docs/x.md`, `tools/x`.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import tree

LINK = re.compile(r'\]\(([^)#\s]+)(?:#[^)]*)?\)')
NAMED = re.compile(r'`((?:docs|tools|tests|src|po|ui|flatpak|debian)/[\w./-]+)`')


def main():
    documents = tree.files('*.md')
    problems = []
    for path in documents:
        text = tree.read(path)
        for target in LINK.findall(text):
            if '://' not in target and not (tree.ROOT / path.parent / target).exists():
                problems.append(f'{path}: {target} does not exist')
        for target in NAMED.findall(text):
            if not (tree.ROOT / target).exists():
                problems.append(f'{path}: {target} does not exist')
    tree.finish(problems, f'the links of {len(documents)} documents')


if __name__ == '__main__':
    main()
