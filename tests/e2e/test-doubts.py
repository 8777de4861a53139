#!/usr/bin/python3
"""test-doubts.py BUILD SAMPLE: a person's faces are checked, the most doubtful first, by the keyboard alone: several are
taken out, all others confirmed, what is no face put away and brought back. The focus is never lost.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import windowtest


class Doubts(windowtest.WindowTest):
    def find_twice(self):
        """Somebody with two faces in one photo"""
        seen = set()
        for face in self.cli('faces'):
            key = face['photo'], face['person']
            if face['person'] and key in seen:
                return face['person']
            seen.add(key)
        raise AssertionError('nobody is in a photo twice')

    def faces(self):
        return {face['id'] for face in self.cli('faces') if face['person'] == self.id}

    def wait_faces(self, count, table='Faces'):
        self.app.wait(lambda: len(self.cells(table)) == count, f'{count} in {table}')

    def open(self):
        self.make_library()
        self.id = self.find_twice()
        self.cli('name', self.id, 'Dora')
        self.all = self.faces()
        self.start()
        self.app.wait(lambda: len(self.cells()) > 1, 'people')
        self.open_person(re.compile('^Dora, '))
        self.wait_faces(len(self.all))
        self.wait_focus('Faces')

    def check_order(self):
        """Two in one photo are in front, and marked"""
        by_date = [cell.name for cell in self.cells('Faces')]
        self.assertEqual([name for name in by_date if 'two in one photo' in name], [])
        self.choose('Most Doubtful Faces First')
        self.app.wait(lambda: 'two in one photo' in self.cells('Faces')[0].name, 'the marks')
        by_doubt = [cell.name for cell in self.cells('Faces')]
        marked = ['two in one photo' in name for name in by_doubt]
        self.assertGreaterEqual(marked.count(True), 2)
        self.assertNotEqual([name.split(', two')[0] for name in by_doubt], by_date)
        self.wait_focus('Faces')

    def take_out(self):
        """The two most doubtful ones, at once"""
        self.app.keys('Home', 'space', 'Right', 'space')
        self.app.find('label', '2 Selected')
        selected = [cell.name for cell in self.cells('Faces') if cell.is_selected]
        self.assertEqual(selected, [cell.name for cell in self.cells('Faces')[:2]])
        self.app.keys('Delete')
        self.wait_toast('Marked 2 faces as not “Dora”')
        self.wait_faces(len(self.all) - 2)
        self.wait_focus('Faces')
        out = self.all - self.faces()
        self.assertEqual(set(self.decisions(out).values()), {(None, 'none')})
        self.app.keys('ctrl+z')
        self.wait_faces(len(self.all))
        self.assertEqual(self.faces(), self.all)
        self.wait_focus('Faces')

    def confirm_all(self):
        self.app.keys('ctrl+Return')
        self.wait_toast(f'Confirmed {len(self.all)} faces')
        self.assertEqual(set(self.decisions(self.all).values()), {(self.id, 'confirmed')})
        self.app.wait(lambda: all('not confirmed' not in cell.name for cell in self.cells('Faces')), 'that in the window')
        self.wait_focus('Faces')
        self.app.keys('ctrl+z')
        self.app.wait(lambda: set(self.decisions(self.all).values()) == {(self.id, 'none')}, 'none confirmed')

    def put_away(self):
        """One from the end, whose neighbour gets the focus; two at once"""
        self.app.keys('End')
        self.wait_focus('Faces', self.cells('Faces')[-1].name)
        self.app.keys('shift+Delete')
        self.wait_faces(len(self.all) - 1)
        self.wait_focus('Faces', self.cells('Faces')[-1].name)
        self.app.keys('Home', 'space', 'Right', 'space', 'shift+Delete')
        self.wait_faces(len(self.all) - 3)
        self.wait_focus('Faces')
        away = self.all - self.faces()
        self.assertEqual({face['id'] for face in self.cli('faces', '--not-a-face')}, away)
        return away

    def bring_back(self, away):
        self.app.activate('win.show-not-faces')
        self.app.find('label', 'Not a Face')
        self.app.wait(lambda: len(self.last_cells()) == 3, 'what is no face')
        self.app.keys('ctrl+a')
        self.app.find('label', '3 Selected')
        self.app.click('It Is a Face')
        self.wait_toast('Brought 3 faces back')
        self.assertEqual(set(self.decisions(away).values()), {(None, 'none')})
        self.app.find('label', 'Nothing Here')
        # With nothing left the keyboard still works.
        self.app.keys('ctrl+z')
        self.app.wait(lambda: len(self.last_cells()) == 3, 'them away again')
        self.app.keys('alt+Left')
        self.wait_faces(len(self.all) - 3)
        self.wait_focus('Faces')

    def last_cells(self):
        """Of the page on top: the one below has a table with that name, too"""
        return self.app.find_all(('table cell', 'list item', 'grid cell'), below=self.app.find_all('table', 'Faces')[-1])

    def test_by_keyboard(self):
        self.open()
        self.check_order()
        self.take_out()
        self.confirm_all()
        self.bring_back(self.put_away())
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
