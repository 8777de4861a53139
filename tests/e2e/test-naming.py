#!/usr/bin/python3
"""test-naming.py BUILD SAMPLE: many people named in a row, and merged by naming, by the keyboard alone.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest

# No accents: keys that the keyboard of the test's display lacks do not reach the window
NAMES = ('Ann & <b>', 'Carl', 'Bob')


class Naming(windowtest.WindowTest):
    def names(self):
        return sorted(person['name'] for person in self.cli('people') if person['name'])

    def focused_name(self):
        cell = self.focused()
        return cell and cell.name

    def focus_unnamed(self):
        """By the arrow keys: people with a name come first"""
        self.app.point(self.app.find('table', 'People'))
        seen = self.app.wait(self.focused_name, 'the focus on a person')
        while not seen.startswith('Unnamed'):
            self.app.keys('Right')
            seen = self.app.wait(lambda seen=seen: self.focused_name() not in (None, seen) and self.focused_name(), 'the next person')

    def wait_until_ready(self, done):
        """Until the name is there, and the next person has the focus"""
        self.app.wait(lambda: self.names() == sorted(done), f'{done} in the library')
        self.app.wait(lambda: not self.app.find_all(driver.ENTRY, 'Name'), 'the end of the entry')
        self.app.wait(lambda: (self.focused_name() or '').startswith('Unnamed'), 'the focus on the next person')

    def test_by_keyboard(self):
        people = self.make_library()
        n_people = len(people)
        self.cli('name', people[-1]['id'], 'Zoë')
        self.start()
        self.wait_for_people(n_people)
        self.focus_unnamed()
        before = self.names()
        for i, name in enumerate(NAMES):
            self.app.type(name)
            self.app.wait(lambda name=name: any(entry.text == name for entry in self.app.find_all(driver.ENTRY, 'Name')),
                          f'{name} in the entry')
            self.app.keys('Return')
            self.wait_until_ready([*before, *NAMES[:i + 1]])

        # A name that somebody has: completed without its accent, and merged after a question
        self.app.type('zoe')
        self.app.find('list item', re.compile('^Zoë, '))
        self.app.keys('Down', 'Return')
        dialog = self.app.find(driver.DIALOG, 'Merge 2 People?')
        self.assertEqual(self.count_people(), n_people)
        self.app.find(driver.BUTTON, re.compile('^Keep name and picture of: Zoë, '), dialog)
        self.app.find('label', re.compile('^Afterwards: Zoë, '), dialog)
        self.app.keys('Return')
        self.wait_for_people(n_people - 1)
        self.app.gone(driver.DIALOG, 'Merge 2 People?')
        self.app.keys('Right')
        self.wait_focus('People')
        self.assertEqual(self.names(), sorted([*before, *NAMES]))

        self.app.keys('ctrl+z')
        self.wait_toast('Undone: Merged 2 people into “Zoë”')
        self.wait_for_people(n_people)
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
