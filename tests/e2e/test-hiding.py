#!/usr/bin/python3
"""test-hiding.py BUILD SAMPLE: people seen once are hidden many at once, looked at among the hidden, and brought back.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest


class Strangers(windowtest.WindowTest):
    def hidden(self):
        return {person['id'] for person in self.cli('people') if person['hidden']}

    def grid(self):
        """Of the page on top: the one below it is still there"""
        return self.app.wait(lambda: self.app.find_all('table', 'People'), 'people')[-1]

    def cells(self, table='People'):
        return self.app.find_all(driver.CELL, below=self.grid())

    def strangers(self):
        cells = self.cells()
        return cells if all(cell.name.startswith('Unnamed person, 1 face') for cell in cells) else []

    def test_hide_many(self):
        n_people = len(self.make_library(faces=400, people=80, photos=300))
        n_edits = len(self.cli('history'))
        self.start()
        self.app.wait(lambda: len(self.cells()) >= 8, 'people in the window')
        self.app.click(re.compile('^Seen Once'))
        self.app.find('label', 'Seen Once')
        strangers = self.app.wait(self.strangers, 'strangers only')
        self.assertLess(len(strangers), n_people)

        self.app.point(self.grid())
        self.app.keys('ctrl+a')
        n_strangers = len(strangers)
        self.app.find('label', f'{n_strangers} Selected')
        self.app.keys('ctrl+h')
        self.app.wait(lambda: len(self.hidden()) == n_strangers, f'{n_strangers} hidden people')
        self.assertEqual(len(self.cli('history')), n_edits + 1)
        self.assertEqual(self.count_people(), n_people)  # hidden, not gone

        # Looked at among the hidden
        self.app.activate('win.go-back')
        self.app.click(re.compile('Hidden'))
        self.app.wait(lambda: len(self.cells()) == n_strangers, 'the hidden people')
        self.app.activate('win.undo')
        self.app.wait(lambda: not self.hidden(), 'nobody hidden')
        self.app.activate('win.go-back')
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
