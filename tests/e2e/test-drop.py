#!/usr/bin/python3
"""test-drop.py BUILD SAMPLE: what is done with the pointer: a folder is dropped on the window, and one person on
another.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import shutil
import sys

import driver
import windowtest

SOURCE = pathlib.Path(__file__).with_name('drag-source.py')
N_PHOTOS = 8


class Drop(windowtest.WindowTest):
    def setUp(self):
        super().setUp()
        self.photos = os.path.join(self.folder, 'Photos & more')
        os.mkdir(self.photos)
        for photo in sorted(windowtest.SAMPLE.glob('*.jpg'))[:N_PHOTOS]:
            shutil.copy(photo, self.photos)
        with open(os.path.join(self.photos, 'broken.jpg'), 'wb') as stream:
            stream.write(b'no picture')

    def count_people_by_cli(self):
        library = os.path.join(self.folder, 'other.db')
        self.cli('scan', self.photos, library=library)
        return len(self.cli('people', library=library))

    def drop_folder(self):
        source = driver.App([sys.executable, str(SOURCE), self.photos], self.environment,
                            os.path.join(self.folder, 'source.log'))
        self.addCleanup(source.kill)
        source.find('label', 'Drag')
        source.move(1130, 780)
        x, y, width, height = source.geometry()
        left, top, outer_width, outer_height = self.app.geometry()
        driver.drag((x + width // 2, y + height // 2), (left + outer_width // 2, top + outer_height // 2))
        self.app.wait(lambda: os.path.exists(self.library) and self.cli('folders'), 'the folder in the library')
        source.kill()

    def merge_by_dragging(self):
        people = self.cli('people')
        cells = self.cells()
        driver.drag(self.app.place(cells[1]), self.app.place(cells[0]))
        # It may ask first.
        self.app.wait(self.merged_or_asked, 'the merging of two people')
        self.wait_for_people(len(people) - 1)
        merged = max(self.cli('people'), key=lambda person: person['faces'])
        self.assertEqual(merged['faces'], people[0]['faces'] + people[1]['faces'])

    def merged_or_asked(self):
        for dialog in self.app.find_all('dialog', 'Merge 2 People?'):
            self.app.find(driver.BUTTON, 'Merge', dialog).click()
            return True
        return self.cli('history')

    def test_drops(self):
        n_people = self.count_people_by_cli()
        self.assertGreater(n_people, 2)
        self.start()
        self.app.find(driver.BUTTON, 'Add Folder…')
        self.drop_folder()
        self.assertEqual([folder['path'] for folder in self.cli('folders')], [self.photos])
        self.app.wait(lambda: len(self.cli('photos', '--state', 'done')) == N_PHOTOS, 'all photos',
                      windowtest.SCAN_LIMIT)
        self.app.wait(lambda: self.cli('photos', '--state', 'failed'), 'the broken photo')
        self.wait_for_people(n_people)
        self.merge_by_dragging()
        self.app.activate('win.show-failures')
        self.app.find('label', 'broken.jpg')
        self.app.keys('Escape')
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    driver.skip_unless((driver.has_typelib('Gtk', '4.0'), 'gir1.2-gtk-4.0 is not installed'))
    windowtest.main()
