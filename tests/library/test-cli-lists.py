#!/usr/bin/python3
"""kindred-cli: what scan, folders, photos, people and faces print.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import base64
import os

import clitest
from clitest import NONE

SCAN = {'photos': int, 'new': int, 'changed': int, 'moved': int, 'missing': int, 'failed': int, 'faces': int,
        'seconds': (int, float), 'failures': list}
FACE = {'id': int, 'photo': str, 'time': (int, float, NONE), 'x': int, 'y': int, 'width': int, 'height': int,
        'person': (int, NONE), 'name': (str, NONE), 'decision': str, 'encoder': str, 'detector': str,
        'quality': (int, float)}
PERSON = {'id': int, 'name': (str, NONE), 'faces': int, 'photos': int, 'hidden': bool, 'cover': (int, NONE),
          'favourite': bool, 'birth': (str, NONE), 'notes': (str, NONE)}
PHOTO = {'id': int, 'path': str, 'state': str, 'width': int, 'height': int, 'orientation': int,
         'taken': (str, NONE), 'latitude': (int, float, NONE), 'longitude': (int, float, NONE),
         'camera': (str, NONE), 'faces': int, 'error': (str, NONE)}
FOLDER = {'id': int, 'path': str, 'photos': int, 'offline': bool}


class Lists(clitest.CliTest):
    def test_scan(self):
        first = self.scan_album(persons=4, photos=12)
        self.assert_members(first, SCAN)
        self.assertEqual((first['photos'], first['new'], first['changed'], first['failed'], first['faces']),
                         (12, 12, 0, 0, 18))
        again = self.list('scan')
        self.assertEqual((again['photos'], again['new'], again['changed'], again['faces']), (12, 0, 0, 0))
        clitest.fake_photo(self.path('album', 'photo-000.png'), [(9, 1), (1, 0)], 77)
        clitest.fake_photo(self.path('album', 'more.png'), [(2, 1)], 78)
        third = self.list('scan')
        self.assertEqual((third['photos'], third['new'], third['changed'], third['faces']), (13, 1, 1, 3))

    def test_people(self):
        self.scan_album(persons=4, photos=12)
        people = self.people()
        self.assertEqual(len(people), 4)
        for person in people:
            self.assert_members(person, PERSON)
            self.assertIn(person['cover'], self.faces_of(person['id']))
        self.assertEqual(sum(person['faces'] for person in people), 18)
        counts = [person['faces'] for person in people]
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.run_cli('name', str(people[-1]['id']), 'Zoë')
        self.assertEqual(self.people()[0]['name'], 'Zoë', 'named ones come first')
        text = self.run_cli('people').stdout.splitlines()
        self.assertEqual(len(text), 5)
        self.assertIn('Zoë', text[1])

    def test_faces(self):
        self.scan_album(persons=4, photos=12)
        faces = self.list('faces')
        self.assertEqual(len(faces), 18)
        by_photo = {}
        for face in faces:
            self.assert_members(face, FACE)
            self.assertIsNone(face['time'])
            self.assertEqual((face['decision'], face['encoder'], face['detector']), ('none', 'compact-1', 'hog'))
            by_photo.setdefault(face['photo'], []).append(face)
        pair = sorted(by_photo[self.path('album', 'photo-001.png')], key=lambda face: face['x'])
        for index, face in enumerate(pair):
            expected = clitest.box(index)
            for value, wanted in zip((face['x'], face['y'], face['width'], face['height']), expected):
                self.assertAlmostEqual(value, wanted, delta=2)
        self.assertEqual(len(pair), 2)

    def test_faces_of_a_photo(self):
        self.scan_album()
        self.assertEqual(len(self.list('faces', '--photo', self.path('album', 'photo-001.png'))), 2)
        self.assertEqual(len(self.list('faces', '--photo', 'album/../album/photo-001.png')), 2)
        self.fails('faces', '--photo', self.path('album', 'not-there.png'), names=['not-there.png'])

    def test_faces_of_a_person(self):
        self.scan_album()
        person = self.people()[0]
        self.assertEqual(len(self.faces_of(person['id'])), person['faces'])
        self.run_cli('name', str(person['id']), 'Ann')
        self.assertEqual(self.faces_of('Ann'), self.faces_of(person['id']))
        self.fails('faces', '--person', 'Bob', names=['Bob'])
        self.fails('faces', '--person', '99999', names=['99999'])

    def test_other_faces(self):
        os.mkdir(self.path('album'))
        clitest.fake_photo(self.path('album', 'alone.png'), [(17, 0)])
        for i in range(3):
            clitest.fake_photo(self.path('album', f'{i}.png'), [(5, i)], i)
        self.run_cli('scan', 'album')
        other = self.list('faces', '--other')
        self.assertEqual([os.path.basename(face['photo']) for face in other], ['alone.png'])
        self.assertIsNone(other[0]['person'])

    def test_photos_and_folders(self):
        self.scan_album()
        with open(self.path('album', 'broken.png'), 'wb') as stream:
            stream.write(b'no picture')
        self.run_cli('scan')
        photos = self.list('photos')
        self.assertEqual(len(photos), 13)
        for photo in photos:
            self.assert_members(photo, PHOTO)
        failed = self.list('photos', '--state', 'failed')
        self.assertEqual([photo['path'] for photo in failed], [self.path('album', 'broken.png')])
        self.assertTrue(failed[0]['error'])
        folders = self.list('folders')
        self.assertEqual(len(folders), 1)
        self.assert_members(folders[0], FOLDER)
        self.assertEqual(folders[0]['path'], self.path('album'))
        self.assertIn(self.path('album'), self.run_cli('folders').stdout)
        self.assertEqual(len(self.run_cli('photos').stdout.splitlines()), 14)
        self.assertEqual(len(self.run_cli('faces').stdout.splitlines()), 19)

    def test_single_files(self):
        clitest.fake_album(self.path('album'))
        result = self.list('scan', 'album/photo-000.png', 'album/photo-001.png')
        self.assertEqual(result['photos'], 2)
        self.assertEqual(self.list('folders'), [])
        self.assertEqual(len(self.list('photos')), 2)

    def test_file_names_are_bytes(self):
        os.mkdir(self.path('album'))
        album = os.fsencode(self.path('album'))
        names = [b'Zo\xeb.png', 'Zoë.png'.encode(), b'two\nlines.png', b'-dash.png', b'quote".png', b'tab\t.png']
        for i, name in enumerate(names):
            clitest.fake_photo(os.path.join(album, name), [(3, i)], i)
        self.assertEqual(self.list('scan', 'album')['photos'], len(names))
        found = set()
        for photo in self.list('photos'):
            encoded = photo.pop('path_bytes', None)
            self.assert_members(photo, PHOTO)
            found.add(base64.b64decode(encoded) if encoded else photo['path'].encode())
        self.assertEqual(found, {os.path.join(album, name) for name in names})
        latin = [face for face in self.list('faces') if 'photo_bytes' in face]
        self.assertEqual([base64.b64decode(face['photo_bytes']) for face in latin], [os.path.join(album, names[0])])
        self.assertEqual(len(self.list('faces', '--photo', os.path.join(album, names[0]))), 1)
        text = self.run_cli('faces').stdout
        text.encode('utf-8')
        self.assertEqual(len(text.splitlines()), 1 + len(names), 'one line each, whatever the name')


if __name__ == '__main__':
    clitest.main()
