#!/usr/bin/python3
"""test-sorting.py BUILD SAMPLE: a person who is really two is split by the assistant, and a merge is taken back alone
although something else was done after it.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest


class Sorting(windowtest.WindowTest):
    def count_faces(self):
        return sorted(person['faces'] for person in self.cli('people'))

    def merge_two(self):
        """The two with most faces, by the command line"""
        self.make_library()
        self.before = self.count_faces()
        people = sorted(self.cli('people'), key=lambda person: -person['faces'])
        self.cli('merge', people[0]['id'], people[1]['id'])
        self.merged = people[0]['faces'] + people[1]['faces']
        self.assertIn(self.merged, self.count_faces())

    def test_split(self):
        self.merge_two()
        self.start()
        self.wait_for_people(len(self.before) - 1)
        self.open_person(re.compile(f', {self.merged} faces'))
        self.app.keys('ctrl+shift+s')
        # It starts where the person falls into groups first: the two that were merged.
        group = self.app.find('check box', re.compile(r'^Group 2, \d+ faces'))
        self.assertEqual(self.count_faces(), sorted(self.before)[:-2] + [self.merged])
        self.app.point(group, 'click', '1')
        self.app.find('label', re.compile(r'^\d+ faces leave$'))
        self.app.keys('ctrl+Return')
        self.app.wait(lambda: self.count_faces() == self.before, 'the two as they were')
        self.app.activate('win.undo')
        self.app.wait(lambda: self.merged in self.count_faces(), 'one person again')
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})

    def test_take_back_alone(self):
        self.merge_two()
        other = next(person for person in self.cli('people') if person['faces'] != self.merged)
        self.cli('name', other['id'], 'Ann')
        self.start()
        self.wait_for_people(len(self.before) - 1)
        self.app.point(self.app.window())
        self.app.keys('ctrl+shift+h')
        self.app.find('label', re.compile('Ann'))
        # The newest comes first: the merge is the second one.
        buttons = self.app.wait(lambda: self.take_back_buttons(2), 'two edits')
        buttons[1].click()
        dialog = self.app.find(driver.DIALOG, 'Take This Back?')
        self.app.click('Only This', below=dialog)
        self.app.wait(lambda: self.count_faces() == self.before, 'the two as they were')
        self.assertIn('Ann', [person['name'] for person in self.cli('people')])
        self.app.keys('ctrl+z')
        self.app.wait(lambda: self.merged in self.count_faces(), 'one person again')
        self.undo_up_to()
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})

    def undo_up_to(self):
        """Both edits at once; then again"""
        n_edits = len(self.edits())
        self.app.wait(lambda: self.take_back_buttons(2), 'what can be taken back')
        # The newest is the taking back that was undone; the merge is the third.
        self.app.keys('ctrl+Home', 'Down', 'Down', 'Return')
        dialog = self.app.find(driver.DIALOG, 'Take This Back?')
        self.app.click('All 2 Since Then', below=dialog)
        self.wait_toast(re.compile('^Undone: 2 changes, back to: Merged 2 people'))
        self.assertEqual(self.count_faces(), self.before)
        self.assertEqual(len(self.edits()), n_edits - 2)
        self.app.keys('ctrl+shift+z', 'ctrl+shift+z')
        self.app.wait(lambda: len(self.edits()) == n_edits, 'both edits again')
        self.assertIn(self.merged, self.count_faces())

    def take_back_buttons(self, count):
        found = self.app.find_all(driver.BUTTON, re.compile('^Take [Bb]ack'))
        return found if len(found) >= count else None


if __name__ == '__main__':
    windowtest.main()
