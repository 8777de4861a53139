#!/usr/bin/python3
"""test-sample.py BUILD SAMPLE: the way of a new user, in the real window, with the real analyzer: open the sample
photos, see their people, name one, merge two, split one, undo, start again, find everything there.

What the window shows is compared with what kindred-cli says of the same library.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import driver

BUILD = pathlib.Path(sys.argv[1]).resolve()
SAMPLE = pathlib.Path(sys.argv[2]).resolve()
WINDOW = BUILD / 'src/app/kindred'
CLI = BUILD / 'src/cli/kindred-cli'
SCREENSHOTS = BUILD / 'tests/e2e'

# Scanning the sample takes about half a minute on one slow core.
SCAN_LIMIT = 240
NAME = 'Ann & Bob <b>'


class Sample(unittest.TestCase):
    def setUp(self):
        self.folder, self.environment = driver.home()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.library = os.path.join(self.folder, 'library.db')
        self.app = None

    def tearDown(self):
        if self.app is None:
            return
        if self.failed():
            picture = str(SCREENSHOTS / f'{self.id()}.png')
            driver.screenshot(picture)
            print(f'what it looked like: {picture}', file=sys.stderr)
        self.app.kill()
        if self.failed():
            print('the last that it said:', *self.app.messages()[-20:], sep='\n', file=sys.stderr)

    def failed(self):
        result = self._outcome.result
        return any(test is self for test, _ in result.failures + result.errors)

    # -- the two programs

    def start(self, *folders):
        command = [str(WINDOW), '--library', self.library, *map(str, folders)]
        self.app = driver.App(command, self.environment, os.path.join(self.folder, 'window.log'))

    def close(self):
        self.app.activate('window.close')
        self.assertEqual(self.app.ended(), 0)
        self.assertEqual(self.app.complaints(), [])
        self.app = None

    def cli(self, *args):
        done = subprocess.run([CLI, '--library', self.library, '--json', *map(str, args)], env=self.environment,
                              capture_output=True, check=True, timeout=driver.LIMIT)
        return json.loads(done.stdout)

    def wait_for_people(self, count, limit=driver.LIMIT):
        """Until the library and the window have so many; the library's are returned"""
        self.app.wait(lambda: os.path.exists(self.library), 'the library')
        self.app.wait(lambda: len(self.cli('people')) == count, f'{count} people in the library', limit)
        self.app.wait(lambda: len(self.cells()) == count, f'{count} people in the window', limit)
        return self.cli('people')

    # -- the window

    def cells(self, table='People'):
        return self.app.find_all(driver.CELL, below=self.app.find('table', table))

    def open_person(self, name):
        """`name`: of its cell; the first of them"""
        self.app.point(self.app.find(driver.CELL, name), 'click', '1')
        self.app.find('table', 'Faces')

    def go_back(self):
        self.app.activate('win.go-back')
        self.app.gone('table', 'Faces')

    def select(self, table, *indices):
        grid = self.app.find('table', table)
        for index in indices:
            grid.select(index)
        self.app.wait(lambda: all(self.cells(table)[index].is_selected for index in indices), 'the selection')

    def leave_selection(self):
        """Where an edit has not ended it already"""
        def left():
            # Not that of a dialog which is on its way out
            buttons = self.app.find_all(driver.BUTTON, 'Cancel', self.app.window())
            if buttons and buttons[0].is_sensitive:
                buttons[0].click()
            return not buttons

        self.app.wait(left, 'the end of the selection')

    # -- what a user does

    def name_person(self):
        self.open_person('Unnamed person, 8 faces')
        self.app.click('Who is this? Enter a name')
        self.app.find(driver.ENTRY, 'Name').text = NAME
        self.app.keys('Return')
        self.app.wait(lambda: self.cli('people')[0]['name'] == NAME, 'the name in the library')
        self.app.find('label', NAME)
        self.go_back()
        self.app.wait(lambda: self.cells()[0].name == f'{NAME}, 8 faces', 'the named person in front')

    def merge_people(self):
        before = self.cli('people')
        self.select('People', 1, 2)
        self.app.click('Merge…')
        dialog = self.app.find(driver.DIALOG, 'Merge 2 People?')
        self.app.click('Merge', below=dialog)
        people = self.wait_for_people(11)
        merged = max(people, key=lambda person: person['faces'])
        self.assertEqual(merged['faces'], 16)
        self.assertEqual(sum(person['faces'] for person in people), sum(person['faces'] for person in before))
        self.leave_selection()

    def split_person(self):
        self.open_person('Unnamed person, 16 faces')
        self.select('Faces', 0, 1)
        self.app.click('Move To…')
        self.app.click(re.compile('New person'), 'label')
        self.app.wait(lambda: len(self.cli('people')) == 12, 'one person more in the library')
        self.app.wait(lambda: len(self.cells('Faces')) == 14, 'two faces less')
        self.go_back()
        people = self.wait_for_people(12)
        self.assertIn(2, [person['faces'] for person in people])

    def undo_and_redo(self):
        self.app.point(self.app.find('table', 'People'))
        self.app.keys('ctrl+z')
        self.wait_for_people(11)
        self.app.activate('win.undo')
        people = self.wait_for_people(12)
        self.assertEqual(people[0]['name'], NAME)
        self.assertEqual([person['faces'] for person in people if person['faces'] == 16], [])
        self.app.keys('ctrl+shift+z')
        self.wait_for_people(11)

    def test_from_photos_to_people(self):
        self.start(SAMPLE)
        self.wait_for_people(12, SCAN_LIMIT)
        self.app.wait(lambda: all(photo['state'] == 'done' for photo in self.cli('photos')), 'the end of the scan',
                      SCAN_LIMIT)
        self.assertEqual(len(self.cli('photos')), len(list(SAMPLE.glob('*.jpg'))))
        self.wait_for_people(12)
        self.name_person()
        self.merge_people()
        self.split_person()
        self.undo_and_redo()
        people, faces, history = self.cli('people'), self.cli('faces'), self.cli('history')
        self.close()

        self.start()
        self.wait_for_people(11)
        self.assertEqual((self.cli('people'), self.cli('faces'), self.cli('history')), (people, faces, history))
        self.assertEqual(self.cells()[0].name, f'{NAME}, 8 faces')
        self.app.activate('win.undo')
        self.wait_for_people(12)
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    driver.skip_unless((WINDOW.exists(), 'the window is not built'),
                       (os.path.exists(os.environ.get('KINDRED_ANALYZER', '')), 'the analyzer is not built'),
                       (SAMPLE.is_dir(), 'the sample photos are not there'))
    unittest.main(argv=sys.argv[:1], verbosity=2)
