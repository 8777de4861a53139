#!/usr/bin/python3
"""kindred-cli: scans that are stopped, killed or disturbed; files and libraries that are bad.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import unittest

import clitest

NOBODY = 65534


def children(pid):
    found = []
    for task in os.listdir(f'/proc/{pid}/task'):
        with open(f'/proc/{pid}/task/{task}/children', encoding='ascii') as stream:
            found += map(int, stream.read().split())
    return found


def is_running(pid):
    try:
        with open(f'/proc/{pid}/stat', encoding='ascii', errors='replace') as stream:
            return stream.read().rsplit(')', 1)[1].split()[0] not in 'ZX'
    except OSError:
        return False


class Stopped(clitest.CliTest):
    """Scans of an album with a photo that never ends: one analyzer is stuck, the other goes on."""

    def setUp(self):
        super().setUp()
        clitest.fake_album(self.path('album'), persons=4, photos=12)
        self.trap = self.path('album', 'hang.png')
        clitest.fake_photo(self.trap, [(clitest.COMMAND, clitest.HANG)])

    def start_scan(self):
        process = self.start('--jobs', '2', 'scan', 'album', '--json')
        self.wait_until(lambda: os.path.exists(self.library), 'the library')
        self.wait_until(self.has_done_photos, 'photos')
        return process

    def has_done_photos(self):
        result = self.run_any('photos', '--state', 'done', '--json')
        return result.status == 0 and len(result.json) >= 4

    def test_interrupted(self):
        process = self.start_scan()
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=clitest.LIMIT)
        self.assertEqual((process.returncode, stdout), (3, b''))
        self.assertIn(b'kept', stderr)
        self.check_rest()

    def test_killed(self):
        process = self.start_scan()
        analyzers = children(process.pid)
        self.assertTrue(analyzers)
        process.kill()
        process.communicate(timeout=clitest.LIMIT)
        self.wait_until(lambda: not any(map(is_running, analyzers)), 'analyzers end with their parent')
        self.check_rest()

    def check_rest(self):
        self.run_cli('check')
        done = len(self.list('photos', '--state', 'done'))
        self.assertGreaterEqual(done, 4)
        clitest.fake_photo(self.trap, [(1, 3)])
        result = self.list('scan')
        self.assertLessEqual(result['faces'], 18 + 1 - done, 'what was done is not looked at again')
        self.assertEqual(len(self.list('photos', '--state', 'done')), 13)
        self.assertEqual((len(self.people()), len(self.list('faces'))), (4, 19))
        self.run_cli('check')

    def test_edits_beside_a_scan(self):
        process = self.start_scan()
        self.wait_until(self.people, 'people')
        person = self.people()[0]['id']
        self.run_cli('name', str(person), 'Ann')
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=clitest.LIMIT)
        self.assertEqual(process.returncode, 3)
        self.assertIn('Ann', [p['name'] for p in self.people()])

    def test_time_limit(self):
        result = self.list('--timeout', '1', 'scan', 'album')
        self.assertEqual((result['photos'], result['failed']), (13, 1))
        self.assertEqual([failure['path'] for failure in result['failures']], [self.trap])
        self.assertEqual(self.list('scan')['failed'], 0, 'not tried again until it changes')


class Disturbed(clitest.CliTest):
    def test_two_scans_at_once(self):
        clitest.fake_album(self.path('one'), photos=10)
        clitest.fake_album(self.path('two'), photos=10)
        for i in range(10):
            clitest.fake_photo(self.path('two', f'photo-{i:03}.png'), [(50 + i % 3, i)], 100 + i)
        processes = [self.start('scan', folder, '--json') for folder in ('one', 'two')]
        for process in processes:
            _, stderr = process.communicate(timeout=clitest.LIMIT)
            self.assertEqual(process.returncode, 0, stderr)
        self.run_cli('scan')
        self.assertEqual(len(self.list('photos', '--state', 'done')), 20)
        self.assertEqual(len(self.people()), 7)
        self.run_cli('check')

    def test_crash(self):
        clitest.fake_album(self.path('album'))
        for name, command in (('crash', clitest.CRASH), ('fail', clitest.FAIL)):
            clitest.fake_photo(self.path('album', f'{name}.png'), [(clitest.COMMAND, command)])
        result = self.list('scan', 'album')
        self.assertEqual((result['photos'], result['failed'], result['faces']), (14, 2, 18))
        self.assertEqual({os.path.basename(failure['path']) for failure in result['failures']},
                         {'crash.png', 'fail.png'})
        self.assertEqual(len(self.people()), 4)

    def test_bad_files(self):
        clitest.fake_album(self.path('album'))
        clitest.fake_photo(self.path('whole.png'), [(1, 1)])
        with open(self.path('whole.png'), 'rb') as stream:
            whole = stream.read()
        bad = {'empty.jpg': b'', 'random.jpg': os.urandom(4096), 'truncated.png': whole[:len(whole) // 2],
               'huge.png': whole[:16] + b'\x7f\xff\xff\xff\x7f\xff\xff\xff' + whole[24:]}
        for name, content in bad.items():
            with open(self.path('album', name), 'wb') as stream:
                stream.write(content)
        with open(self.path('album', 'png-in-disguise.jpg'), 'wb') as stream:
            stream.write(whole)
        with open(self.path('album', 'notes.txt'), 'wb') as stream:
            stream.write(whole)
        os.symlink(self.path('album'), self.path('album', 'loop'))
        result = self.list('scan', 'album')
        self.assertEqual({os.path.basename(failure['path']) for failure in result['failures']}, set(bad))
        self.assertTrue(all(failure['reason'] for failure in result['failures']))
        self.assertEqual((result['photos'], result['failed'], result['faces']), (17, 4, 19))
        text = self.run_cli('scan', 'album')
        self.assertEqual(text.status, 0)

    def test_failures_are_told_to_people(self):
        os.mkdir(self.path('album'))
        with open(self.path('album', 'empty.jpg'), 'wb'):
            pass
        result = self.run_cli('scan', 'album')
        self.assertIn('empty.jpg', result.stderr)
        self.assertNotIn('empty.jpg', result.stdout)

    @unittest.skipIf(clitest.WITHOUT_VIDEOS, 'Kindred was built without videos')
    def test_videos(self):
        os.mkdir(self.path('album'))
        clitest.fake_video(self.path('album', 'party.avi'), [([(1, 0)], 3), ([(1, 0), (2, 0)], 3)])
        with open(self.path('album', 'sound.MP4'), 'wb') as stream:
            stream.write(b'\0\0\0\x10ftypisom\0\0\0\0')
        result = self.list('scan', 'album')
        self.assertEqual((result['photos'], result['failed']), (2, 1))
        self.assertIn('cut off', result['failures'][0]['reason'])
        faces = self.list('faces')
        self.assertEqual(len(faces), result['faces'])
        for face in faces:
            self.assertEqual(face['photo'], self.path('album', 'party.avi'))
            self.assertTrue(0 <= face['time'] < 6)
            self.assertAlmostEqual(face['width'], clitest.SQUARE, delta=1)
        self.assertTrue(any(face['time'] >= 3 for face in faces), 'the second person comes later')

    @unittest.skipIf(clitest.WITHOUT_VIDEOS, 'Kindred was built without videos')
    def test_capture(self):
        self.fails('capture', '--to', 'camera', '--device', '63', names=['/dev/video63'])
        self.assertFalse(os.path.exists(self.library))
        self.run_cli('capture', status=2)
        self.run_cli('capture', '--to', 'camera', '--seconds', '0', status=2)

    @unittest.skipIf(clitest.WITHOUT_VIDEOS, 'Kindred was built without videos')
    def test_capture_from_a_video(self):
        """The video stands for a camera.  Its last seconds look alike."""
        clitest.fake_video(self.path('camera.avi'), [([(1, 0)], 3), ([], 6)])
        os.mkdir(self.path('camera'))
        done = subprocess.run([os.environ['KINDRED_ANALYZER'], '--capture-from', self.path('camera.avi'),
                               '--capture-to', self.path('camera'), '--seconds', '5'],
                              capture_output=True, check=True, timeout=clitest.LIMIT)
        pictures = os.listdir(self.path('camera'))
        self.assertEqual((int(done.stdout), len(pictures)), (4, 4))
        self.assertTrue(all(name.startswith('camera-') and name.endswith('.jpg') for name in pictures))

    def test_nothing_there(self):
        self.fails('scan', 'not-there', names=['not-there'])
        self.assertFalse(os.path.exists(self.library))

    def test_folder_that_vanishes(self):
        self.scan_album()
        person = self.people()[0]
        self.run_cli('name', str(person['id']), 'Ann')
        before = self.people()
        shutil.move(self.path('album'), self.path('elsewhere'))
        self.run_cli('scan')
        shutil.move(self.path('elsewhere'), self.path('album'))
        result = self.list('scan')
        self.assertEqual(result['faces'], 0)
        self.assertEqual(self.people(), before)

    def test_moved_photo_keeps_its_faces(self):
        self.scan_album()
        before = {face['id']: face['person'] for face in self.list('faces')}
        os.mkdir(self.path('album', 'sub'))
        os.rename(self.path('album', 'photo-001.png'), self.path('album', 'sub', 'renamed.png'))
        result = self.list('scan')
        self.assertEqual((result['moved'], result['faces'], result['new']), (1, 0, 0))
        self.assertEqual({face['id']: face['person'] for face in self.list('faces')}, before)
        self.assertEqual(len(self.list('faces', '--photo', 'album/sub/renamed.png')), 2)

    def test_missing_photo_keeps_its_decisions(self):
        self.scan_album()
        person = self.people()[0]['id']
        face = self.list('faces', '--person', str(person))[0]
        self.run_cli('confirm', str(face['id']))
        with open(face['photo'], 'rb') as stream:
            content = stream.read()
        os.unlink(face['photo'])
        self.assertEqual(self.list('scan')['missing'], 1)
        self.assertNotIn(face['id'], self.faces_of(person))
        with open(face['photo'], 'wb') as stream:
            stream.write(content)
        self.run_cli('scan')
        back = next(f for f in self.list('faces') if f['id'] == face['id'])
        self.assertEqual((back['person'], back['decision']), (person, 'confirmed'))

    def test_folder_without_permission(self):
        clitest.fake_album(self.path('album'))
        os.mkdir(self.path('album', 'closed'), 0o000)
        self.addCleanup(os.chmod, self.path('album', 'closed'), 0o700)
        result = self.run_as_user('scan', 'album', '--json')
        self.assertEqual(result.status, 0, result.stderr)
        failures = result.json['failures']
        self.assertEqual([failure['path'] for failure in failures], [self.path('album', 'closed')])
        self.assertEqual(result.json['faces'], 18)

    def run_as_user(self, *args):
        """Runs it as somebody to whom permissions apply."""
        if os.getuid() != 0:
            return self.run_any(*args)
        for folder, _, names in os.walk(self.folder):
            os.chown(folder, NOBODY, NOBODY)
            for name in names:
                os.chown(os.path.join(folder, name), NOBODY, NOBODY)
        try:
            return self.run_any(*args, user=NOBODY, group=NOBODY)
        except PermissionError:
            raise unittest.SkipTest('the build folder is closed to other users') from None

    def test_read_only_library(self):
        self.scan_album()
        person = str(self.people()[0]['id'])
        os.mkdir(self.path('closed'))
        shutil.copy(self.library, self.path('closed', 'library.db'))
        self.library = self.path('closed', 'library.db')
        if os.getuid() == 0:
            self.run_as_user('--version')
        os.chmod(self.library, 0o444)
        os.chmod(self.path('closed'), 0o555)
        self.addCleanup(os.chmod, self.path('closed'), 0o755)
        listed = self.run_as_user('people', '--json')
        self.assertEqual((listed.status, len(listed.json)), (0, 4), listed.stderr)
        clitest.fake_photo(self.path('album', 'more.png'), [(1, 1)])
        for command in (['name', person, 'Ann'], ['scan'], ['undo']):
            result = self.run_as_user(*command)
            self.assertEqual(result.status, 3, result.stderr)
            self.assertIn(self.library, result.stderr)

    def test_no_analyzer(self):
        clitest.fake_album(self.path('album'))
        self.environment['KINDRED_ANALYZER'] = self.path('not-there')
        self.fails('scan', 'album', names=[self.path('not-there')])


class BadLibrary(clitest.CliTest):
    def refused(self, *names):
        with open(self.library, 'rb') as stream:
            before = stream.read()
        for command in ('people', 'scan', 'check', 'undo'):
            self.fails(command, names=[self.library, *names])
        with open(self.library, 'rb') as stream:
            self.assertEqual(stream.read(), before, 'the file is left untouched')

    def test_no_database(self):
        with open(self.library, 'wb') as stream:
            stream.write(b'my diary\n' * 1000)
        self.refused()

    def test_other_database(self):
        with sqlite3.connect(self.library) as database:
            database.execute('CREATE TABLE recipes (name TEXT)')
        database.close()
        self.refused()

    def test_newer(self):
        self.scan_album()
        with sqlite3.connect(self.library) as database:
            database.execute('PRAGMA user_version = 9999')
        database.close()
        self.refused('newer')

    def test_damaged(self):
        self.scan_album(photos=40)
        with open(self.library, 'r+b') as stream:
            stream.seek(0, os.SEEK_END)
            pages = stream.tell() // 4096
            for page in range(2, pages):
                stream.seek(page * 4096)
                stream.write(os.urandom(512))
        result = self.run_any('check')
        self.assertIn(result.status, (1, 3), result.stdout + result.stderr)
        self.assertTrue(result.stdout or self.library in result.stderr)

    def test_findings(self):
        self.scan_album()
        self.assertEqual(self.list('check'), {'findings': []})
        database = sqlite3.connect(self.library)
        database.execute('PRAGMA foreign_keys = OFF')
        database.execute('UPDATE faces SET photo = 999999 WHERE id = (SELECT min (id) FROM faces)')
        database.commit()
        database.close()
        result = self.run_cli('check', status=1)
        self.assertTrue(result.stdout.strip())
        self.assertTrue(self.run_cli('check', '--json', status=1).json['findings'])

    def test_a_folder(self):
        os.mkdir(self.library)
        self.fails('scan', names=[self.library])

    def test_made_in_a_new_folder(self):
        self.library = self.path('deep', 'down', 'library.db')
        self.scan_album()
        self.assertEqual(len(self.people()), 4)


if __name__ == '__main__':
    clitest.main()
