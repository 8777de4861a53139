#!/usr/bin/python3
"""Every source names its licence; no function and no file is too long (those in long.txt have a
reason); nothing of the machine that it was written on is left in a file.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import statistics

import tree

MAX_FUNCTION = 100
MAX_FILE = 1200

SOURCES = ('*.c', '*.h', '*.cpp', '*.hpp', '*.py', '*.css', '*.ui', '*.svg', '*.gschema.xml')

# The name that starts the line before the parameters, as clang-format leaves it
NAME = re.compile(r'^([A-Za-z_][\w:~]*) \(', re.MULTILINE)

FOREIGN = [
    (re.compile(r'(?<![\w.$}])/(?:work|home/[a-z]\w*|root|Users)/\w'), 'a path of one machine'),
    (re.compile(r'\b(?:TODO|FIXME|XXX|HACK)\b'), 'an open end'),
    (re.compile(r'^(?:<{7}|>{7}) ', re.MULTILINE), 'a merge conflict'),
    (re.compile(r'\bissue #?\d', re.IGNORECASE), 'the number of an issue'),
]


def is_script(path):
    with (tree.ROOT / path).open('rb') as stream:
        return stream.read(2) == b'#!'


def problems_of_text(path, text):
    for pattern, what in FOREIGN:
        for match in pattern.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            yield f'{path}:{line}: {what}: {match.group(0).strip()}'
    if text and path.suffix != '.json' and not text.endswith('\n'):
        yield f'{path}: no newline at the end'


def functions_of(text):
    """(name, lines of its body) of each function"""
    lines = text.split('\n')
    start = None
    for number, line in enumerate(lines):
        if line == '{':
            start = number
        elif line == '}' and start is not None:
            names = [NAME.match(head) for head in lines[max(0, start - 12):start]]
            names = [match.group(1) for match in names if match]
            if names:
                yield names[-1], number - start - 1
            start = None


def exceptions():
    """long.txt: a file or function name, and the reason"""
    lines = tree.read('tests/validate/long.txt').splitlines()
    return {line.split()[0] for line in lines if line.strip() and not line.startswith('#')}


def main():
    allowed = exceptions()
    used = set()
    problems = []
    bodies = []
    names = tree.files()
    for path in names:
        if not tree.is_text(path):
            continue
        text = tree.read(path)
        if str(path) != 'tests/validate/check-sources.py':
            problems += problems_of_text(path, text)
        if (any(path.match(p) for p in SOURCES) or is_script(path)) and 'SPDX-License-Identifier:' not in text[:1000]:
            problems.append(f'{path}: no SPDX-License-Identifier on top')
        if path.suffix not in ('.c', '.h', '.cpp', '.hpp'):
            continue
        if str(path) in allowed:
            used.add(str(path))
        elif text.count('\n') > MAX_FILE:
            problems.append(f'{path}: {text.count(chr(10))} lines')
        for name, length in functions_of(text):
            bodies.append(length)
            if name in allowed:
                used.add(name)
            elif length > MAX_FUNCTION:
                problems.append(f'{path}: {name} has {length} lines')
    problems += [f'tests/validate/long.txt: {name} is not there any more' for name in sorted(allowed - used)]
    if len(bodies) > 1:
        deciles = statistics.quantiles(bodies, n=10)
        print(f'{len(bodies)} functions: half under {deciles[4]:.0f} lines, nine of ten under {deciles[8]:.0f}, '
              f'longest {max(bodies)}')
    tree.finish(problems, f'{len(names)} files')


if __name__ == '__main__':
    main()
