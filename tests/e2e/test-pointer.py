#!/usr/bin/python3
"""test-pointer.py BUILD SAMPLE: what clicks do in the grids: open, select, and pop up menus.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import driver
import windowtest

# Within what GTK puts around a cell
EDGE = 3
# So far that it is dragging
DRAGGED = 40


class Clicks(windowtest.WindowTest):
    def click_edge(self, cell):
        x, y = self.app.place(cell)
        _, _, width, height = cell.extents()
        driver.xdotool('mousemove', '--sync', str(x - width // 2 + EDGE), str(y - height // 2 + EDGE), 'click', '1')

    def click_with(self, key, cell):
        self.app.point(cell, 'keydown', key, 'click', '1', 'keyup', key)

    def wait_selected(self, *indices, table='People'):
        self.app.wait(lambda: [index for index, cell in enumerate(self.cells(table)) if cell.is_selected]
                      == list(indices), f'{indices} selected')

    def menu_of(self, cell):
        """What the menu of the cell offers; it is closed again"""
        self.app.point(cell, 'click', '3')
        items = self.app.wait(lambda: [item.name for item in self.app.find_all('menu item')], 'a menu')
        self.app.keys('Escape')
        self.app.gone('menu item')
        return items

    def test_people(self):
        self.make_library()
        self.start()
        self.app.wait(lambda: len(self.cells()) >= 8, 'people')

        cells = self.cells()
        self.click_with('ctrl', cells[1])
        self.wait_selected(1)
        self.app.point(cells[3], 'click', '1')
        self.wait_selected(1, 3)
        self.click_with('shift', cells[5])
        self.wait_selected(1, 3, 4, 5)
        self.click_edge(cells[4])
        self.wait_selected(1, 3, 5)
        self.app.keys('Escape')
        self.wait_selected()

        # Where nothing is selected yet, a range begins with what is clicked.
        self.click_with('shift', cells[2])
        self.wait_selected(2)
        self.click_with('shift', cells[4])
        self.wait_selected(2, 3, 4)
        self.app.keys('Escape')
        self.wait_selected()

        self.assertIn('Hide', self.menu_of(cells[6]))
        self.wait_selected()

        # On the edge it is the cell, too
        self.click_edge(cells[0])
        self.app.find('table', 'Faces')
        self.go_back()
        self.close()

    def wait_focused(self, index):
        self.app.wait(lambda: [cell.has_state(driver.Atspi.StateType.FOCUSED) for cell in self.cells()].index(True)
                      == index, f'the focus on {index}')

    def test_focus_after_menu(self):
        """It comes back to the cell: an arrow goes on from there."""
        self.make_library()
        self.start()
        self.app.wait(lambda: len(self.cells()) >= 8, 'people')
        self.app.point(self.app.find('table', 'People'))
        self.app.keys('Down')
        self.app.keys('Right')
        self.wait_focus('People')
        start = [cell.has_state(driver.Atspi.StateType.FOCUSED) for cell in self.cells()].index(True)
        for i, key in enumerate(('Menu', 'shift+F10')):
            self.app.keys(key)
            self.app.find('menu item', 'Hide')
            self.app.keys('Escape')
            self.app.gone('menu item')
            self.app.keys('Left')
            self.wait_focused(start - i - 1)
        self.close()

    def test_faces(self):
        """There, a click selects."""
        people = self.make_library(faces=60, people=3)
        self.start()
        self.app.wait(lambda: len(self.cells()) >= 3, 'people')
        self.app.point(self.cells()[0], 'click', '1')
        self.app.wait(lambda: len(self.cells('Faces')) > 3, 'faces')

        cells = self.cells('Faces')
        self.app.point(cells[0], 'click', '1')
        self.wait_selected(0, table='Faces')
        self.click_edge(cells[2])
        self.wait_selected(0, 2, table='Faces')
        self.app.point(cells[0], 'click', '1')
        self.wait_selected(2, table='Faces')
        self.assertIn('Not a Face', self.menu_of(cells[1]))
        self.wait_selected(2, table='Faces')
        self.close()
        self.assertEqual(self.cli('people'), people)

    def test_drag_face(self):
        """Onto one of the strip that comes with dragging"""
        people = self.make_library(faces=60, people=3)
        self.start()
        self.app.wait(lambda: len(self.cells()) >= 3, 'people')
        self.app.point(self.cells()[0], 'click', '1')
        self.app.wait(lambda: len(self.cells('Faces')) > 3, 'faces')

        x, y = self.app.place(self.cells('Faces')[1])
        aside = x + DRAGGED, y + DRAGGED
        driver.pick_up((x, y))
        driver.carry((x, y), aside)
        driver.drop(aside, self.app.place(self.app.find('label', 'New Person')))
        self.app.wait(lambda: self.count_people() == len(people) + 1, 'a new person')
        self.close()


if __name__ == '__main__':
    windowtest.main()
