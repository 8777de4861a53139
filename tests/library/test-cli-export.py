#!/usr/bin/python3
"""kindred-cli export: folders of people, and that nothing is overwritten.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import shutil
import unittest

import clitest

EXPORT = {'people': int, 'photos': int, 'skipped': int, 'montages': int, 'failures': list}


def contents(folder):
    """What is below `folder`: name to (bytes, time) or target"""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            if os.path.islink(path):
                found[os.path.relpath(path, folder)] = os.readlink(path)
            else:
                with open(path, 'rb') as stream:
                    found[os.path.relpath(path, folder)] = (stream.read(), os.stat(path).st_mtime_ns)
    return found


class Export(clitest.PreparedTest):
    def prepare(self):
        self.scan_album(persons=2, photos=6)
        type(self).ids = [str(person['id']) for person in self.people()]

    def export(self, *args):
        result = self.run_cli('export', '--to', 'out', '--json', *args).json
        self.assert_members(result, EXPORT)
        return result

    def test_copies(self):
        self.run_cli('name', self.ids[0], 'Ann')
        os.utime(self.path('album', 'photo-000.png'), (10 ** 9, 10 ** 9))
        originals = contents(self.path('album'))
        result = self.export()
        self.assertEqual((result['people'], result['skipped'], result['montages']), (2, 0, 0))
        exported = contents(self.path('out'))
        self.assertEqual(len(exported), result['photos'])
        self.assertEqual({os.path.dirname(name) for name in exported}, {'Ann', f'Person {self.ids[1]}'})
        of_ann = {os.path.basename(face['photo']) for face in self.list('faces', '--person', 'Ann')}
        self.assertEqual({os.path.basename(name) for name in exported if name.startswith('Ann/')}, of_ann)
        for name, (content, mtime) in exported.items():
            original = originals[os.path.basename(name)]
            self.assertEqual((content, mtime // 1000), (original[0], original[1] // 1000))
        self.assertEqual(contents(self.path('album')), originals, 'photos are never changed')

    def test_again_changes_nothing(self):
        first = self.export('--montage')
        before = contents(self.path('out'))
        again = self.export('--montage')
        self.assertEqual((again['photos'], again['skipped'], again['montages']), (0, first['photos'], 0))
        self.assertEqual(contents(self.path('out')), before)

    def test_nothing_is_overwritten(self):
        self.run_cli('name', self.ids[0], 'Ann')
        os.makedirs(self.path('out', 'Ann'))
        photo = os.path.basename(self.list('faces', '--person', 'Ann')[0]['photo'])
        for name in (photo, 'montage.jpg'):
            with open(self.path('out', 'Ann', name), 'wb') as stream:
                stream.write(b'mine')
        self.export('--montage')
        found = contents(self.path('out', 'Ann'))
        stem, extension = os.path.splitext(photo)
        self.assertEqual((found[photo][0], found['montage.jpg'][0]), (b'mine', b'mine'))
        self.assertIn(f'{stem} (2){extension}', found)
        self.assertIn('montage (2).jpg', found)
        self.assertFalse([name for name in found if name.startswith('.')], 'nothing half-done is left')

    @unittest.skipIf(clitest.WITHOUT_VIDEOS, 'Kindred was built without videos')
    def test_videos(self):
        clitest.fake_video(self.path('album', 'party.avi'), [([(1, 0)], 12), ([], 3), ([(2, 0)], 4)])
        self.run_cli('scan')
        faces = [face for face in self.list('faces') if face['time'] is not None]
        self.assertGreaterEqual(len(faces), 3)
        person = str(next(face['person'] for face in faces if face['time'] < 12))
        self.run_cli('name', person, 'Ann')
        self.export('--montage')
        self.assertIn('party.avi', contents(self.path('out', 'Ann')), 'the video itself, like a picture')

        shutil.rmtree(self.path('out'))
        result = self.export('--frames')
        frames = {f'party 0.00.{int(face["time"]):02}.jpg' for face in faces if str(face['person']) == person}
        found = {name: content for name, (content, _) in contents(self.path('out', 'Ann')).items()}
        self.assertEqual({name for name in found if name.startswith('party')}, frames)
        for name in frames:
            self.assertEqual(found[name][:2], b'\xff\xd8', 'a JPEG')
        self.assertEqual(self.export('--frames')['skipped'], result['photos'], 'again, nothing is new')

    def test_links(self):
        result = self.export('--link')
        exported = contents(self.path('out'))
        self.assertEqual(len(exported), result['photos'])
        for name, target in exported.items():
            self.assertEqual(target, self.path('album', os.path.basename(name)))
        self.assertEqual(self.export('--link')['skipped'], result['photos'])
        self.assertEqual(contents(self.path('out')), exported)

    def test_montages(self):
        result = self.export('--montage', '--no-photos')
        self.assertEqual((result['photos'], result['montages']), (0, 2))
        found = contents(self.path('out'))
        self.assertEqual({os.path.basename(name) for name in found}, {'montage.jpg'})
        self.assertTrue(all(content.startswith(b'\xff\xd8\xff') for content, _ in found.values()))

    def test_folder_names(self):
        for i in range(4):
            for k in range(3):
                clitest.fake_photo(self.path('album', f'more-{i}-{k}.png'), [(20 + i, k)], 100 + 10 * i + k)
        self.run_cli('scan')
        names = ['../../etc', 'AC/DC', 'Ann', 'ann', '한국어' * 60, '...']
        for person, name in zip(self.people(), names):
            self.run_cli('name', str(person['id']), name)
        self.export('--link')
        folders = os.listdir(self.path('out'))
        self.assertEqual(len(folders), 6)
        self.assertEqual(len({folder.casefold() for folder in folders}), 6)
        self.assertIn('AC-DC', folders)
        self.assertFalse([folder for folder in folders if folder.startswith('.')])
        self.assertTrue(any(len(os.fsencode(folder)) > 200 for folder in folders))
        self.assertEqual(sorted(os.listdir(self.folder)).count('etc'), 0)

    def test_photos_of_one_name(self):
        for i, folder in enumerate(('one', 'two', 'three')):
            os.makedirs(self.path('album', folder))
            clitest.fake_photo(self.path('album', folder, 'same.png'), [(9, i)], i if i < 2 else 0)
        clitest.fake_photo(self.path('album', 'three', 'same.png'), [(9, 0)], 0)
        self.run_cli('scan')
        nine = self.list('faces', '--photo', 'album/one/same.png')[0]['person']
        self.run_cli('name', str(nine), 'Nine')
        self.export()
        self.assertEqual(sorted(os.listdir(self.path('out', 'Nine'))), ['same (2).png', 'same.png'],
                         'equal files are exported once')

    def test_hidden_people_stay_at_home(self):
        self.run_cli('hide', self.ids[0])
        self.assertEqual(self.export()['people'], 1)

    def test_photo_that_is_gone(self):
        os.unlink(self.path('album', 'photo-002.png'))
        result = self.run_any('export', '--to', 'out', '--json')
        self.assertEqual(result.status, 3)
        self.assertEqual({os.path.basename(failure['path']) for failure in result.json['failures']}, {'photo-002.png'})
        self.assertGreater(result.json['photos'], 3)

    def test_not_into_the_library(self):
        self.fails('export', '--to', 'album/people', names=[self.path('album')])
        self.fails('export', '--to', 'album', names=[self.path('album')])
        self.assertFalse(os.path.exists(self.path('album', 'people')))
        self.assertEqual(self.run_any('export', '--to', 'album-2').status, 0)

    def test_folder_that_cannot_be_made(self):
        with open(self.path('file'), 'wb'):
            pass
        self.fails('export', '--to', 'file/out', names=['file'])
        self.fails('export', '--to', 'file', names=['file'])


if __name__ == '__main__':
    clitest.main()
