"""What the tests of kindred-cli share: running it, and photos for the fake vision stage.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

BUILD = pathlib.Path(os.environ['G_TEST_BUILDDIR'])
PROGRAM = BUILD / 'src/cli/kindred-cli'

# Seconds; only what is broken takes as long.
LIMIT = 60

# Of tests/fake-vision/fake-vision.h
SQUARE = 24
STEP = 32
COMMAND = 4095
CRASH, HANG, FAIL = 1, 2, 6


def png(width, height, rows, comment):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    pixels = b''.join(b'\0' + row for row in rows)
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'tEXt', b'Comment\0' + str(comment).encode()) + chunk(b'IDAT', zlib.compress(pixels))
            + chunk(b'IEND', b''))


def fake_photo(path, faces, seed=0):
    """A picture of `faces`, (person, variation) each, side by side on black. `path` is str or bytes."""
    margin = STEP - SQUARE
    width = max(1, len(faces)) * STEP + margin
    black = bytes(3 * width)
    row = bytearray(black)
    for i, (person, variation) in enumerate(faces):
        left = margin + i * STEP
        colour = bytes([person & 0xff, (person >> 8 & 0xf) << 4 | variation, 230])
        row[3 * left:3 * (left + SQUARE)] = colour * SQUARE
    rows = [black] * margin + [bytes(row)] * SQUARE + [black] * margin
    with open(path, 'wb') as stream:
        stream.write(png(width, len(rows), rows, seed))


def fake_video(path, shots):
    """An AVI like those of make_fake_video(), one frame a second. `shots`: (faces, seconds) each; the faces move up
    and down from second to second."""
    width, height = 160, 64
    size = 3 * width * height

    def chunk(kind, data):
        return kind + struct.pack('<I', len(data)) + data

    def frame(faces, top):
        rows = [bytearray(3 * width) for _ in range(height)]
        for i, (person, variation) in enumerate(faces):
            left = 4 + i * STEP
            for row in rows[top:top + SQUARE]:
                row[3 * left:3 * (left + SQUARE)] = bytes([230, (person >> 8 & 0xf) << 4 | variation,
                                                           person & 0xff]) * SQUARE
        return b''.join(reversed(rows))

    frames = [frame(faces, 4 + i % 2 * 30) for faces, seconds in shots for i in range(seconds)]
    main = struct.pack('<14I', 10 ** 6, 0, 0, 0x10, len(frames), 0, 1, size, width, height, 0, 0, 0, 0)
    stream = b'vidsDIB ' + struct.pack('<12I', 0, 0, 0, 1, 1, 0, len(frames), size, 2 ** 32 - 1, 0, 0, 0)
    layout = struct.pack('<10I', 40, width, height, 1 | 24 << 16, 0, size, 0, 0, 0, 0)
    header = chunk(b'avih', main) + chunk(b'LIST', b'strl' + chunk(b'strh', stream) + chunk(b'strf', layout))
    body = (b'AVI ' + chunk(b'LIST', b'hdrl' + header)
            + chunk(b'LIST', b'movi' + b''.join(chunk(b'00db', data) for data in frames)))
    with open(path, 'wb') as file:
        file.write(chunk(b'RIFF', body))


WITHOUT_VIDEOS = 'KINDRED_WITHOUT_VIDEOS' in os.environ


def box(index):
    """Of the face at `index` of a fake photo"""
    return (STEP - SQUARE + index * STEP, STEP - SQUARE, SQUARE, SQUARE)


def fake_album(folder, persons=4, photos=12):
    """Photos of one or two of `persons`, in turn."""
    os.makedirs(folder, exist_ok=True)
    for i in range(photos):
        faces = [(1 + (i + k) % persons, (i + 5 * k) % 16) for k in range(1 + i % 2)]
        fake_photo(os.path.join(folder, f'photo-{i:03}.png'), faces, i)


class Result:
    def __init__(self, status, stdout, stderr):
        self.status = status
        self.bytes = stdout
        self.stdout = stdout.decode('utf-8', 'surrogateescape')
        self.stderr = stderr.decode('utf-8', 'surrogateescape')

    @property
    def json(self):
        return json.loads(self.bytes.decode('utf-8'))


class CliTest(unittest.TestCase):
    """A test with a folder of its own, which is the home of what it runs as well."""

    def setUp(self):
        self.enter(tempfile.mkdtemp(prefix='kindred-cli-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def enter(self, folder):
        self.folder = folder
        self.library = self.path('library.db')
        self.environment = dict(os.environ, HOME=self.folder)
        for kind in ('DATA', 'CACHE', 'CONFIG', 'STATE'):
            self.environment[f'XDG_{kind}_HOME'] = self.path(kind.lower())

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def start(self, *args, **options):
        """Runs it beside the test; ended with the test at the latest."""
        command = [str(PROGRAM), '--library', self.library, *args]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   cwd=self.folder, env=self.environment, **options)
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def run_any(self, *args, **options):
        done = subprocess.run([str(PROGRAM), '--library', self.library, *args], stdin=subprocess.DEVNULL,
                              capture_output=True, cwd=self.folder, env=self.environment, timeout=LIMIT, check=False,
                              **options)
        self.assertGreaterEqual(done.returncode, 0, f'{args} died: {done.stderr!r}')
        return Result(done.returncode, done.stdout, done.stderr)

    def run_cli(self, *args, status=0, **options):
        """Runs it and checks the exit status."""
        result = self.run_any(*args, **options)
        self.assertEqual(result.status, status, f'{args}: {result.stdout}{result.stderr}')
        if status in (2, 3):
            self.assertEqual(result.stdout, '', 'a failure prints no result')
            self.assertTrue(result.stderr.startswith('kindred-cli: '), result.stderr)
        return result

    def list(self, *args):
        return self.run_cli(*args, '--json').json

    def fails(self, *args, status=3, names=()):
        """Checks that it fails, and that the message has all of `names`."""
        result = self.run_cli(*args, status=status)
        for name in names:
            self.assertIn(name, result.stderr)
        return result.stderr

    def scan_album(self, persons=4, photos=12):
        fake_album(self.path('album'), persons, photos)
        return self.run_cli('scan', self.path('album'), '--json').json

    def scan_portraits(self, faces):
        """Scans photos of one face each, (person, variation)."""
        os.mkdir(self.path('album'))
        for i, face in enumerate(faces):
            fake_photo(self.path('album', f'{face[0]}-{face[1]}-{i}.png'), [face], i)
        self.run_cli('scan', 'album')

    def portraits(self, person, variation):
        """The faces of such photos"""
        return [face for face in self.list('faces') if f'/{person}-{variation}-' in face['photo']]

    def people(self):
        return self.list('people')

    def faces_of(self, person):
        return [face['id'] for face in self.list('faces', '--person', str(person))]

    def wait_until(self, condition, what):
        end = time.monotonic() + LIMIT
        while not condition():
            self.assertLess(time.monotonic(), end, f'waited in vain: {what}')
            time.sleep(0.02)

    def assert_members(self, thing, types):
        """`thing` has exactly these members, of these types."""
        self.assertEqual(sorted(thing), sorted(types))
        for name, expected in types.items():
            self.assertIsInstance(thing[name], expected, name)
            if bool not in (expected if isinstance(expected, tuple) else (expected,)):
                self.assertNotIsInstance(thing[name], bool, name)


class PreparedTest(CliTest):
    """Tests that all begin with the same folder: what prepare() does there is done once.

    Photos are known by their paths, so the folder is put back to that state rather than copied elsewhere."""

    def prepare(self):
        """Scans something; what the tests are to know of it goes into the class."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home = tempfile.mkdtemp(prefix='kindred-cli-')
        cls.addClassCleanup(shutil.rmtree, cls.home, ignore_errors=True)
        cls.prepared = cls.home + '-prepared'
        cls.addClassCleanup(shutil.rmtree, cls.prepared, ignore_errors=True)
        maker = cls('prepare')
        maker.enter(cls.home)
        maker.prepare()
        os.rename(cls.home, cls.prepared)

    def setUp(self):
        shutil.copytree(self.prepared, self.home)
        self.addCleanup(shutil.rmtree, self.home)
        self.enter(self.home)


NONE = type(None)


def main():
    if not PROGRAM.exists():
        print(f'{PROGRAM} is not built')
        sys.exit(77)
    unittest.main(verbosity=2)
