#!/usr/bin/python3
"""kindred-cli: help, options, wrong usage.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import subprocess

import clitest

COMMANDS = ['scan', 'capture', 'check', 'folders', 'remove-folder', 'forget', 'photos', 'people', 'faces', 'suggest', 'answer',
            'name', 'merge', 'split', 'confirm', 'reject', 'not-a-face', 'restore', 'hide', 'favourite', 'birth',
            'notes', 'cover', 'undo', 'revert', 'redo', 'history', 'regroup', 'strictness', 'dbscan',
            'export']


class Usage(clitest.CliTest):
    def test_help_lists_every_command(self):
        text = self.run_cli('--help').stdout
        self.assertEqual(re.findall(r'^  ([a-z][a-z-]*)', text.split('Commands:')[1], re.MULTILINE), COMMANDS)
        for option in ('--library', '--models', '--encoder', '--detector', '--jobs', '--json'):
            self.assertIn(option, text)

    def test_every_command_has_help(self):
        for command in COMMANDS:
            text = self.run_cli(command, '--help').stdout
            self.assertIn(f'kindred-cli [OPTION…] {command}', text)
            self.assertIn('--library', text)
            self.assertEqual(self.run_cli('help', command).stdout, text)
        self.assertIn('--min-samples', self.run_cli('dbscan', '--help').stdout)
        self.assertFalse(os.path.exists(self.library))

    def test_help_of_a_command_begins_with_its_own_options(self):
        text = self.run_cli('history', '--help').stdout
        self.assertRegex(text, r'^Usage:\n  kindred-cli \[OPTION…\] history\n')
        self.assertLess(text.index('--limit'), text.index('--library'))

    def test_wrong_usage_points_to_the_help_of_the_command(self):
        self.fails('name', '1', status=2, names=['“kindred-cli name --help”'])
        self.fails('frobnicate', status=2, names=['“kindred-cli --help”'])

    def test_manual_has_every_command(self):
        page = pathlib.Path(os.environ['G_TEST_SRCDIR'], 'data/man/kindred-cli.1').read_text(encoding='utf-8')
        described = {word for line in re.findall(r'^\.TP\n\.B[RI]* (.*)$', page.replace('\\-', '-'), re.MULTILINE)
                     for word in re.findall(r'[a-z-]+', line)}
        self.assertEqual(set(COMMANDS) - described, set())

    def test_version(self):
        self.assertRegex(self.run_cli('--version').stdout, r'^kindred-cli \d+\.\d+\.\d+\n$')

    def test_wrong_usage(self):
        for args in ([], ['frobnicate'], ['--frobnicate'], ['people', '--frobnicate'], ['people', 'extra'],
                     ['name', '1'], ['name', '1', 'Ann', 'extra'], ['merge', '1'], ['split', '1'], ['confirm'],
                     ['confirm', 'x'], ['confirm', '1', '-1'], ['confirm', '0'], ['confirm', '9' * 30],
                     ['reject', '1x'], ['cover', '1', 'x'], ['split', '1', '2', '--into', '3', '--name', 'Ann'],
                     ['hide'], ['undo', '1'], ['history', '--limit', '-1'], ['history', '--limit', 'many'],
                     ['export'], ['export', '--to', 'x', '--copy', '--link'], ['export', '--to', 'x', '--no-photos'],
                     ['regroup', '--eps', '-1'], ['regroup', '--eps', 'nan'], ['regroup', '--min-samples', '-1'],
                     ['dbscan', 'in.npy', 'out.npy'], ['dbscan', '--eps', '0', '--min-samples', '2', 'a', 'b'],
                     ['dbscan', '--eps', '1', '--min-samples', '0', 'a', 'b'],
                     ['dbscan', '--eps', '1', '--min-samples', '2', 'a'], ['photos', '--state', 'odd'],
                     ['faces', '--other', '--person', '1'], ['--jobs', '-1', 'people'], ['--jobs', 'x', 'people'],
                     ['--encoder', 'nonsense', 'scan'], ['--detector', 'nonsense', 'scan'],
                     ['--models', 'not-there', 'scan']):
            with self.subTest(args=args):
                self.assertIn('--help', self.fails(*args, status=2))
        self.assertFalse(os.path.exists(self.library))

    def test_unknown_encoder_names_the_known_ones(self):
        self.fails('--encoder', 'nonsense', 'scan', status=2, names=['nonsense', 'compact-1', 'dlib-resnet-1'])

    def test_options_before_and_after_the_command(self):
        self.scan_album()
        self.assertEqual(self.run_cli('--json', 'people').json, self.run_cli('people', '--json').json)

    def test_separator(self):
        self.scan_album()
        person = self.people()[0]['id']
        self.run_cli('name', '--', str(person), '--json')
        self.assertEqual(self.people()[0]['name'], '--json')

    def test_results_that_cannot_be_written(self):
        self.scan_album()
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([clitest.PROGRAM, '--library', self.library, 'people'], stdout=full,
                                  stderr=subprocess.PIPE, env=self.environment, timeout=clitest.LIMIT, check=False)
        self.assertEqual(done.returncode, 3)

    def test_no_library_yet(self):
        for command in (['people'], ['faces'], ['undo'], ['check'], ['name', '1', 'Ann'], ['export', '--to', 'x']):
            self.fails(*command, names=[self.library, 'scan'])
        self.assertFalse(os.path.exists(self.library))


if __name__ == '__main__':
    clitest.main()
