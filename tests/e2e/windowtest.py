"""What tests of the window share: starting it on a library of its own, and asking kindred-cli about the same library.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

import driver

BUILD = pathlib.Path(sys.argv[1]).resolve()
SAMPLE = pathlib.Path(sys.argv[2]).resolve()
WINDOW = BUILD / 'src/app/kindred'
CLI = BUILD / 'src/cli/kindred-cli'
MAKE_LIBRARY = BUILD / 'tests/perf/kindred-make-library'
SCREENSHOTS = BUILD / 'tests/e2e'

# Scanning the whole sample takes about half a minute on one slow core.
SCAN_LIMIT = 240


class WindowTest(unittest.TestCase):
    def setUp(self):
        self.folder, self.environment = driver.home()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.library = os.path.join(self.folder, 'library.db')
        self.app = None

    def tearDown(self):
        if self.app is None:
            return
        if self.failed():
            picture = str(SCREENSHOTS / f'{self._testMethodName}.png')
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
        try:
            self.app.activate('window.close')
        except AssertionError:
            if self.app.process.poll() != 0:  # it may end before it has answered
                raise
        self.assertEqual(self.app.ended(), 0)
        self.assertEqual(self.app.complaints(), [])
        self.app = None

    def cli(self, *args, library=None):
        command = [CLI, '--library', library or self.library, '--json', *map(str, args)]
        done = subprocess.run(command, env=self.environment, capture_output=True, check=True, timeout=SCAN_LIMIT)
        return json.loads(done.stdout)

    def make_library(self, faces=150, people=12, photos=100):
        """Drawn faces, nothing to analyze: for all that is not about finding them"""
        command = [MAKE_LIBRARY, '--faces', str(faces), '--people', str(people), '--photos', str(photos),
                   '--thumbnails', self.environment['XDG_CACHE_HOME'], self.library]
        subprocess.run(command, env=self.environment, check=True, capture_output=True, timeout=driver.LIMIT)
        return self.cli('people')

    def wait_for_people(self, count, limit=driver.LIMIT):
        """Until the library and the window have so many; the library's are returned"""
        self.app.wait(lambda: os.path.exists(self.library), 'the library')
        self.app.wait(lambda: self.count_people() == count, f'{count} people in the library', limit)
        self.app.wait(lambda: len(self.cells()) == count, f'{count} people in the window', limit)
        return self.cli('people')

    def count_people(self):
        try:
            return len(self.cli('people'))
        except subprocess.CalledProcessError:
            return -1  # the window is just making the library

    # -- the window

    def cells(self, table='People'):
        return self.app.find_all(driver.CELL, below=self.app.find('table', table))

    def focused(self, table='People'):
        """The cell of the table that has the focus, or None"""
        focused = driver.Atspi.StateType.FOCUSED
        return next((cell for cell in self.cells(table) if cell.has_state(focused)), None)

    def wait_focus(self, table, name=None):
        """Until a cell of the table has the focus, one with that name (or pattern); its name is returned. Where there
        is no window manager, nothing says so after a dialog until a key is pressed."""
        def has_focus():
            cell = self.focused(table)
            return cell is not None and driver.matches(cell, None, name) and cell.name

        return self.app.wait(has_focus, f'the focus on {name or "something"} in {table}')

    def choose(self, item):
        """From the main menu, by the keyboard"""
        self.app.keys('F10')
        for _ in range(20):
            found = self.app.wait(self.focused_item, 'the focus in the menu')
            if found == item:
                self.app.keys('Return')
                return
            self.app.keys('Down')
            self.app.wait(lambda found=found: self.focused_item() != found, 'the next item')
        raise AssertionError(f'no {item} in the menu')

    def focused_item(self):
        focused = driver.Atspi.StateType.FOCUSED
        return next((item.name for item in self.app.find_all('menu item') if item.has_state(focused)), None)

    def person(self, person):
        """As the library has it; None when it is gone"""
        return next((found for found in self.cli('people') if found['id'] == person), None)

    def decisions(self, faces):
        """Of these faces: {id: (person, decision)}"""
        return {face['id']: (face['person'], face['decision']) for face in self.cli('faces') if face['id'] in faces}

    def edits(self):
        """What is in effect, the newest first"""
        return [edit['label'] for edit in self.cli('history') if not edit['undone']]

    def wait_toast(self, text):
        """`text`: or a pattern. It is there for five seconds: to be looked for before anything else."""
        def find():
            for widget in self.app.root().walk(backwards=True):
                if driver.matches(widget, 'label', text):
                    return True
            return False

        self.app.wait(find, f'the message {getattr(text, "pattern", text)}')

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


def main():
    driver.skip_unless((WINDOW.exists(), 'the window is not built'),
                       (os.path.exists(os.environ.get('KINDRED_ANALYZER', '')), 'the analyzer is not built'),
                       (SAMPLE.is_dir(), 'the sample photos are not there'))
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
