#!/usr/bin/python3
"""kindred-cli: folders that are not there, have moved, are removed, or are to be forgotten.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import shutil
import sqlite3

import clitest


class FolderTest(clitest.CliTest):
    def scan_two(self):
        """An album, and another with people of its own and one whom both have"""
        self.scan_album()
        os.mkdir(self.path('private'))
        for i in range(4):
            clitest.fake_photo(self.path('private', f'zirkus-{i}.png'), [(1, i), (70 + i // 2, i)], 100 + i)
        self.run_cli('scan', 'private')

    def folders(self, *args):
        return [os.path.basename(folder['path']) for folder in self.list('folders', *args)]

    def persons_in(self, folder):
        return {face['person'] for face in self.list('faces') if f'/{folder}/' in face['photo']}


class NotThere(FolderTest):
    def test_nothing_to_scan(self):
        result = self.run_cli('scan')
        self.assertIn('scan FOLDER', result.stderr)
        self.assertNotIn('scan FOLDER', result.stdout)
        self.scan_album()
        self.assertNotIn('FOLDER', self.run_cli('scan').stderr)
        shutil.rmtree(self.path('album'))
        self.assertNotIn('FOLDER', self.run_cli('scan').stderr)

    def test_message_names_it_once(self):
        self.scan_album()
        os.rename(self.path('album'), self.path('elsewhere'))
        self.assertEqual(self.run_cli('scan').stderr.count(self.path('album')), 1)
        os.mkdir(self.path('album'))
        stderr = self.run_cli('scan').stderr
        self.assertEqual(stderr.count(self.path('album')), 1)
        self.assertIn('drive', stderr)

    def test_renamed(self):
        """Its photos are found at the new place: the old one is no failure, and goes"""
        self.scan_two()
        person = str(self.people()[0]['id'])
        self.run_cli('name', person, 'Ann')
        before = self.people()
        os.rename(self.path('private'), self.path('moved'))
        os.unlink(self.path('moved', 'zirkus-0.png'))
        self.run_cli('scan')
        self.assertEqual(self.folders(), ['album', 'private'], 'one that is offline stays')

        self.run_cli('scan', 'moved')
        self.assertEqual(self.folders(), ['album', 'moved', 'private'], 'a photo is not found again')
        with open(self.path('moved', 'zirkus-0.png'), 'wb') as stream:
            stream.write(self.content)
        result = self.run_cli('scan')
        self.assertEqual(self.folders(), ['album', 'moved'])
        self.assertIn(self.path('private'), result.stderr)
        self.assertIn(self.path('moved'), result.stderr)
        self.assertEqual(self.people(), before)
        self.assertEqual(self.list('scan')['failures'], [])
        self.run_cli('check')

    def scan_album(self, persons=4, photos=12):
        clitest.fake_photo(self.path('copy.png'), [(1, 0), (70, 0)], 100)
        with open(self.path('copy.png'), 'rb') as stream:
            self.content = stream.read()
        return super().scan_album(persons, photos)

    def test_renamed_at_once(self):
        self.scan_two()
        os.rename(self.path('private'), self.path('moved'))
        result = self.list('scan', 'moved')
        self.assertEqual((result['moved'], result['new'], result['failures']), (4, 0, []))
        self.assertEqual(self.folders(), ['album', 'moved'])

    def test_removed_after_move(self):
        """Undo of a removal finds a folder that went meanwhile"""
        self.scan_two()
        self.run_cli('remove-folder', 'private')
        self.run_cli('undo')
        os.rename(self.path('private'), self.path('moved'))
        self.run_cli('scan', 'moved')
        self.run_cli('redo')
        self.assertEqual(self.folders(), ['album', 'moved'])
        self.run_cli('check')

    def test_empty_mount_point(self):
        """The drive may come back there"""
        self.scan_two()
        os.rename(self.path('private'), self.path('moved'))
        os.mkdir(self.path('private'))
        self.run_cli('scan', 'moved')
        self.assertEqual(self.folders(), ['album', 'moved', 'private'])


class Forget(FolderTest):
    def test_asks_first(self):
        self.scan_two()
        before = self.list('faces')
        stderr = self.fails('forget', 'private', names=['--yes', '4 photos', '8 faces', '2 people'])
        self.assertNotIn('name', stderr)
        self.assertEqual(self.list('faces'), before)
        self.run_cli('forget', status=2)
        self.run_cli('forget', '--missing', 'private', status=2)
        self.fails('forget', 'not-there', '--yes', names=['not-there'])

    def test_forget(self):
        self.scan_two()
        alone = self.persons_in('private') - self.persons_in('album')
        self.run_cli('name', str(min(alone)), 'Zerline')
        cached = self.cached()
        faces = [face['id'] for face in self.list('faces') if '/private/' in face['photo']]
        self.assertTrue(all(self.is_cached(face, cached) for face in faces))

        result = self.run_cli('forget', 'private', '--yes', '--json').json
        self.assertEqual(result, {'photos': 4, 'faces': 8, 'decided': 0, 'people': 2, 'named': 1, 'traces': False})
        self.assertEqual(self.folders(), ['album'])
        self.assertEqual(self.folders('--removed'), [])
        self.assertEqual(len(self.people()), 4)
        self.assertEqual(self.list('history'), [])
        cached = self.cached()
        self.assertFalse(any(self.is_cached(face, cached) for face in faces))
        self.assertTrue(all(self.is_cached(face['id'], cached) for face in self.list('faces')))
        self.run_cli('check')
        for text in ('private', 'zirkus', 'Zerline'):
            self.assertEqual(self.files_with(text), [])

        self.assertEqual(self.list('scan', 'private')['new'], 4, 'nothing is known of them')

    def cached(self):
        return [name for _, _, names in os.walk(self.path('cache')) for name in names]

    @staticmethod
    def is_cached(face, names):
        return f'{face}.jpg' in names

    def files_with(self, text):
        """All that belongs to Kindred and has this in it, or in its name"""
        found = []
        for top in ('cache', 'data', 'config', 'state', ''):
            for folder, folders, names in os.walk(self.path(top) if top else self.folder):
                if not top:
                    folders.clear()
                for name in names:
                    with open(os.path.join(folder, name), 'rb') as stream:
                        if text in name or text.encode() in stream.read():
                            found.append(os.path.join(folder, name))
        return found

    def test_removed(self):
        self.scan_two()
        self.run_cli('remove-folder', 'private')
        self.assertEqual(self.folders('--removed'), ['private'])
        self.run_cli('undo')
        self.assertEqual(self.folders('--removed'), [])
        self.run_cli('redo')
        self.run_cli('forget', self.path('private'), '--yes')
        self.assertEqual((self.folders(), self.folders('--removed')), (['album'], []))
        self.fails('undo', names=['nothing'])
        self.assertEqual(self.files_with('private'), [])

    def test_missing(self):
        self.scan_two()
        os.unlink(self.path('private', 'zirkus-3.png'))
        self.run_cli('scan')
        self.fails('forget', '--missing', names=['1 photo', '2 faces'])
        self.run_cli('forget', '--missing', '--yes')
        self.assertEqual(self.files_with('zirkus-3'), [])
        self.assertEqual(len(self.list('photos')), 15)
        self.assertEqual(len(self.list('folders')), 2)

    def test_copies_are_told(self):
        self.scan_two()
        shutil.copy(self.library, self.library + '.replaced-1.bak')
        self.fails('forget', 'private', names=['library.db.replaced-1.bak'])
        self.assertIn('library.db.replaced-1.bak', self.run_cli('forget', 'private', '--yes').stderr)

    def test_beside_a_reader(self):
        self.scan_two()
        database = sqlite3.connect(self.library)
        database.execute('BEGIN')
        database.execute('SELECT * FROM photos').fetchone()
        result = self.run_cli('forget', 'private', '--yes')
        self.assertIn('traces', result.stderr)
        database.close()
        self.assertEqual(len(self.list('photos')), 12)

    def test_beside_a_scan(self):
        """The other program finds that its photos are gone, and goes on"""
        clitest.fake_album(self.path('album'))
        clitest.fake_photo(self.path('album', 'hang.png'), [(clitest.COMMAND, clitest.HANG)])
        os.mkdir(self.path('other'))
        clitest.fake_photo(self.path('other', 'one.png'), [(1, 1)])
        process = self.start('--jobs', '1', '--timeout', '2', 'scan', 'album', 'other', '--json')
        self.wait_until(lambda: os.path.exists(self.library), 'the library')
        self.wait_until(lambda: self.run_any('folders', '--json').bytes.count(b'album'), 'the folder')
        self.run_any('forget', 'album', '--yes')
        _, stderr = process.communicate(timeout=clitest.LIMIT)
        self.assertEqual(process.returncode, 0, stderr)
        self.assertEqual([os.path.basename(face['photo']) for face in self.list('faces')], ['one.png'])
        self.run_cli('check')


if __name__ == '__main__':
    clitest.main()
