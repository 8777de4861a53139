#!/usr/bin/python3
"""test-together.py BUILD SAMPLE: the command line edits a library whose window is open, also the person that is shown in
it, or is being named: the window follows, and nothing is lost.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest


class Together(windowtest.WindowTest):
    def start_with_people(self):
        self.make_library()
        people = [person for person in self.cli('people') if not person['name']]
        self.n_people = self.count_people()
        self.start()
        self.wait_for_people(self.n_people)
        return people

    def test_person_goes_while_shown(self):
        shown, other = self.start_with_people()[:2]
        self.open_person(re.compile(f'^Unnamed person, {shown["faces"]} faces'))
        self.cli('name', other['id'], 'Ann')
        self.cli('merge', other['id'], shown['id'])

        # Back among the people, with a word about it
        self.app.gone('table', 'Faces')
        people = self.wait_for_people(self.n_people - 1)
        ann = next(person for person in people if person['name'] == 'Ann')
        self.assertEqual(ann['faces'], shown['faces'] + other['faces'])
        self.app.find(driver.CELL, f'Ann, {ann["faces"]} faces')

        # What the command line did can be taken back here.
        self.app.activate('win.undo')
        self.wait_for_people(self.n_people)
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})

    def test_person_goes_while_named(self):
        named, other = self.start_with_people()[:2]
        self.open_person(re.compile(f'^Unnamed person, {named["faces"]} faces'))
        self.app.click('Who is this? Enter a name')
        self.app.find(driver.ENTRY, 'Name').text = 'Bob'
        self.cli('merge', other['id'], named['id'])
        self.wait_for_people(self.n_people - 1)
        self.close()
        self.assertEqual([person for person in self.cli('people') if person['name'] == 'Bob'], [])
        self.assertEqual(self.cli('check'), {'findings': []})

    def test_both_edit(self):
        one, two, three = self.start_with_people()[:3]
        self.open_person(re.compile(f'^Unnamed person, {one["faces"]} faces'))
        self.cli('name', two['id'], 'Carl')
        self.app.click('Who is this? Enter a name')
        self.app.find(driver.ENTRY, 'Name').text = 'Bob'
        self.cli('hide', three['id'])
        self.app.keys('Return')
        self.app.wait(lambda: {'Bob', 'Carl'} <= {person['name'] for person in self.cli('people')}, 'both names')
        self.assertTrue(next(person for person in self.cli('people') if person['id'] == three['id'])['hidden'])
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
