#!/usr/bin/python3
"""kindred-cli: what shells propose.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import shutil
import subprocess

import clitest

FOLDER = os.path.join(os.environ['G_TEST_SRCDIR'], 'data/completions')

BASH = '''
source "$1"; shift
compopt () { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_kindred_cli "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
'''

# What the completion system is told, in place of that system
ZSH = '''
_describe () { print -rl -- ${${(P)@[-1]}%%:*} }
compadd () { print -rl -- "$@" }
_files () { print FILES }
file=$1; shift
words=("$@"); CURRENT=$#
source $file
'''

FISH = '''
source $argv[1]
complete -C (string join ' ' -- (string escape -- $argv[2..-2]) $argv[-1])
'''


class Completions:
    """Of one shell, whose command is SHELL"""

    def setUp(self):
        super().setUp()
        if shutil.which(self.SHELL[0]) is None:
            self.skipTest(f'{self.SHELL[0]} is not installed')
        self.environment['PATH'] = f"{clitest.PROGRAM.parent}:{self.environment['PATH']}"

    def complete(self, *words):
        """The words that are proposed for the last one of `words`"""
        done = subprocess.run([*self.SHELL, os.path.join(FOLDER, self.FILE), 'kindred-cli', *words],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=self.folder,
                              env=self.environment, timeout=clitest.LIMIT, check=False)
        self.assertEqual(done.stderr, '')
        return [line.split('\t')[0] for line in done.stdout.splitlines() if line != '']

    def test_commands_and_options(self):
        text = self.run_cli('--help').stdout.split('Commands:')[1]
        commands = re.findall(r'^  ([a-z][a-z-]*)', text, re.MULTILINE)
        self.assertGreater(len(commands), 20)
        self.assertEqual(set(self.complete('')), set(commands))
        self.assertEqual(set(self.complete('help', '')), set(commands))
        for command in ('regroup', 'answer', 'export'):
            options = re.findall(r'(--[a-z-]+)', self.run_cli(command, '--help').stdout)
            self.assertEqual(set(self.complete(command, '--')), set(options))

    def test_people(self):
        self.scan_album(persons=2, photos=6)
        first, second = [str(person['id']) for person in self.people()]
        self.run_cli('name', first, 'Ann')
        where = ('--library', self.library)
        self.assertEqual(set(self.complete(*where, 'merge', first, '')), {first, second, 'Ann'})
        self.assertEqual(set(self.complete(*where, 'name', '')), {first, second, 'Ann'})
        self.assertEqual(self.complete(*where, 'name', 'Ann', ''), [])
        self.assertEqual(set(self.complete(*where, 'faces', '--person', '')), {first, second, 'Ann'})
        self.assertEqual(set(self.complete(*where, 'answer', 'Ann', '')), {first, second, 'Ann', 'yes', 'no', 'skip'})

    def test_values(self):
        self.assertEqual(self.complete('--detector', ''), ['hog', 'yunet'])
        self.assertEqual(self.complete('--jobs', ''), [])
        self.assertEqual(set(self.complete('photos', '--state', '')), {'new', 'done', 'failed', 'missing'})


class Bash(Completions, clitest.CliTest):
    SHELL = ['bash', '--norc', '-c', BASH, 'bash']
    FILE = 'kindred-cli'


class Zsh(Completions, clitest.CliTest):
    SHELL = ['zsh', '-f', '-c', ZSH, 'zsh']
    FILE = '_kindred-cli'


class Fish(Completions, clitest.CliTest):
    SHELL = ['fish', '--no-config', '-c', FISH]
    FILE = 'kindred-cli.fish'


if __name__ == '__main__':
    clitest.main()
