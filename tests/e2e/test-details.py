#!/usr/bin/python3
"""test-details.py BUILD SAMPLE: who a person is, by the keyboard alone: birth date, notes, favourite, hidden; then the
ages, and the photos. All of it is taken back.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest

BIRTH = '1961-05'
NOTES = 'Our <i>neighbour</i>'


class Details(windowtest.WindowTest):
    def open_first(self):
        self.app.point(self.app.window())
        self.wait_focus('People')
        self.app.keys('Return')
        self.wait_focus('Faces')

    def wait_kept(self, key, value):
        self.app.wait(lambda: self.person(self.id)[key] == value, f'{key} {value} in the library')

    def tab_to(self, name, dialog):
        """From row to row"""
        def has_focus():
            focused = driver.Atspi.StateType.FOCUSED
            return any(widget.has_state(focused) for widget in self.app.find_all(None, name, dialog))

        for _ in range(4):
            self.app.keys('Tab')
            try:
                self.app.wait(has_focus, f'the focus on {name}', 2)
                return
            except driver.NotFound:
                pass
        self.fail(f'{name} is not reached')

    def fill_in(self):
        self.app.keys('alt+Return')
        dialog = self.app.find(driver.DIALOG, 'Details')
        self.app.keys('Tab')
        self.app.type(BIRTH)
        self.app.find('label', 'Born: May 1961. Each face shows the age.')
        self.app.keys('Return')
        self.wait_kept('birth', BIRTH)

        self.tab_to('Favourite', dialog)
        self.app.keys('Return')
        self.wait_kept('favourite', True)
        self.tab_to('Hidden', dialog)
        self.app.keys('Return')
        self.wait_kept('hidden', True)
        self.tab_to('Notes', dialog)
        self.app.type(NOTES)
        self.app.keys('ctrl+w')  # Escape would dismiss the toast first, while there is one
        self.wait_kept('notes', NOTES)

    def test_by_keyboard(self):
        before = self.make_library()[0]
        self.id = before['id']
        n_edits = len(self.edits())
        self.start()
        self.app.wait(lambda: len(self.cells()) > 1, 'people')
        self.open_first()
        self.fill_in()

        # The keyboard works on, and the page tells what is new.
        self.app.gone(driver.DIALOG, 'Details')
        self.app.keys('Right')
        self.wait_focus('Faces')
        self.app.find('label', re.compile(r'born May 1961$'))
        self.app.find(driver.BUTTON, f'Notes: {NOTES}')
        self.app.wait(lambda: all(re.search(r', aged (3[89]|[45]\d)\b', cell.name) for cell in self.cells('Faces')), 'ages')

        # Faces from before the birth are marked, and stay.
        self.cli('birth', self.id, '2010')
        self.app.wait(lambda: any('before birth' in cell.name.lower() for cell in self.cells('Faces')), 'the marks')
        self.assertEqual(self.person(self.id)['faces'], before['faces'])

        self.app.keys('ctrl+t')
        self.app.wait(lambda: len(self.cells('Photos')) == before['photos'], 'the photos')
        self.app.keys('ctrl+t')
        self.wait_focus('Faces')

        for done in ('Changed the birth date', 'Changed the notes', 'Hid ', 'Made ', 'Changed the birth date'):
            self.app.keys('ctrl+z')
            self.wait_toast(re.compile(f'^Undone: {done}'))
            self.app.wait(lambda: self.last_undone().startswith(done), f'{done} undone')
        self.assertEqual(len(self.edits()), n_edits)
        self.assertEqual(self.person(self.id), before)
        self.wait_focus('Faces')
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})

    def last_undone(self):
        return [edit['label'] for edit in self.cli('history') if edit['undone']][-1]


if __name__ == '__main__':
    windowtest.main()
