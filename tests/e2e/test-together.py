#!/usr/bin/python3
"""test-together.py BUILD SAMPLE: the command line edits a library whose window is open, also the person that is shown in
it, is being named, or has a dialog open: the window follows and says so, and nothing is lost. A second start shows the
window that is there.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re
import subprocess

import driver
import windowtest

GONE = 'This person is gone: the faces are with somebody else now.'


class Together(windowtest.WindowTest):
    def start_with_people(self):
        """People with a name each, and the window; those are returned"""
        self.make_library()
        people = [person for person in self.cli('people') if not person['name']]
        for i, person in enumerate(people):
            person['name'] = f'Dora{chr(ord("A") + i)}'
            self.cli('name', person['id'], person['name'])
        self.n_people = self.count_people()
        self.start()
        self.wait_for_people(self.n_people)
        return people

    def open(self, person):
        self.open_person(re.compile(f'^{person["name"]}, '))
        self.wait_focus('Faces')

    def wait_back(self):
        """Among the people, where the keyboard works"""
        self.app.gone('table', 'Faces')
        self.app.keys('Right')
        self.wait_focus('People')

    def take_away(self, person, into):
        self.cli('merge', into['id'], person['id'])
        self.wait_toast(GONE)
        self.wait_back()

    def bring_back(self):
        """What the command line did can be taken back here."""
        self.app.keys('ctrl+z')
        self.wait_for_people(self.n_people)

    def check_page(self, one, two):
        self.open(one)
        self.take_away(one, two)
        merged = self.person(two['id'])
        self.assertEqual(merged['faces'], one['faces'] + two['faces'])
        self.app.find(driver.CELL, f'{two["name"]}, {merged["faces"]} faces')
        self.bring_back()

    def check_details(self, one, two):
        self.open(one)
        self.app.keys('alt+Return')
        self.app.find(driver.DIALOG, 'Details')
        self.app.keys('Tab')
        self.app.type('19')
        self.take_away(one, two)
        self.app.gone(driver.DIALOG, 'Details')
        self.bring_back()
        self.assertIsNone(self.person(one['id'])['birth'])

    def check_naming(self, one, two):
        self.open(one)
        self.app.keys('F2')
        self.app.find(driver.ENTRY, 'Name').text = 'Bob'
        self.take_away(one, two)
        self.bring_back()
        self.assertEqual(self.person(one['id'])['name'], one['name'])

    def check_split(self, one, two):
        self.open(one)
        self.app.keys('ctrl+shift+s')
        self.app.find('slider')
        self.take_away(one, two)
        self.app.gone('slider')
        self.bring_back()

    def check_candidates(self, one, two):
        self.open(one)
        self.app.keys('ctrl+shift+f')
        self.app.find('label', 'More Faces')
        self.cli('merge', two['id'], one['id'])
        self.wait_back()
        self.bring_back()

    def check_merge(self, one, two, three):
        """The dialog goes on with those who are left."""
        cells = self.cells()
        for person in (one, two, three):
            index = next(i for i, cell in enumerate(cells) if cell.name.startswith(f'{person["name"]}, '))
            self.app.find('table', 'People').select(index)
        self.app.point(self.app.window())
        self.app.keys('ctrl+m')
        dialog = self.app.find(driver.DIALOG, 'Merge 3 People?')
        self.cli('merge', 'Person 0000', three['id'])
        self.app.find('label', f'“{three["name"]}” is gone: the faces are with somebody else now.', dialog)
        self.app.find('label', re.compile(f'^Afterwards: .*, {one["faces"] + two["faces"]} faces$'), dialog)
        self.app.keys('Return')
        self.app.wait(lambda: self.count_people() == self.n_people - 2, 'the two others merged')
        self.app.gone(driver.DIALOG, 'Merge 3 People?')
        self.leave_selection()

    def test_person_goes(self):
        one, two, three = self.start_with_people()[:3]
        self.check_page(one, two)
        self.check_details(one, two)
        self.check_naming(one, two)
        self.check_split(one, two)
        self.check_candidates(one, two)
        self.check_merge(one, two, three)
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})

    def test_both_edit(self):
        one, two, three = self.start_with_people()[:3]
        self.open(one)
        self.cli('name', two['id'], 'Carl')
        self.app.keys('F2')
        self.app.find(driver.ENTRY, 'Name').text = 'Bob'
        self.cli('hide', three['id'])
        self.app.keys('Return')
        self.app.wait(lambda: {'Bob', 'Carl'} <= {person['name'] for person in self.cli('people')}, 'both names')
        self.assertTrue(self.person(three['id'])['hidden'])
        self.wait_focus('Faces')

        # A second start ends at once, and there is one window as before.
        command = [str(windowtest.WINDOW), '--library', self.library]
        second = subprocess.run(command, env=self.environment, check=False, timeout=driver.LIMIT, capture_output=True)
        self.assertEqual((second.returncode, second.stdout), (0, b''))
        self.assertEqual([window.role for window in self.app.root().children()], ['frame'])
        self.wait_focus('Faces')
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
