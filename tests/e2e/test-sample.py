#!/usr/bin/python3
"""test-sample.py BUILD SAMPLE: the way of a new user, in the real window, with the real analyzer: open the sample
photos, see their people, name one, merge two, split one, undo, start again, find everything there.

What the window shows is compared with what kindred-cli says of the same library.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest

NAME = 'Ann & Bob <b>'


class Sample(windowtest.WindowTest):
    def name_person(self):
        self.open_person(re.compile('^Unnamed person, 8 faces'))
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
        self.open_person(re.compile('^Unnamed person, 16 faces'))
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
        self.start(windowtest.SAMPLE)
        self.wait_for_people(12, windowtest.SCAN_LIMIT)
        self.app.wait(lambda: all(photo['state'] == 'done' for photo in self.cli('photos')), 'the end of the scan',
                      windowtest.SCAN_LIMIT)
        self.assertEqual(len(self.cli('photos')), len(list(windowtest.SAMPLE.glob('*.jpg'))))
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
    windowtest.main()
