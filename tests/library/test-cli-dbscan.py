#!/usr/bin/python3
"""kindred-cli dbscan: matrices in, labels out.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import struct

import clitest


def write_npy(path, rows, descr='<f4', order=False, columns=2):
    header = f"{{'descr': '{descr}', 'fortran_order': {order}, 'shape': ({len(rows)}, {columns}), }}"
    header = header.ljust(64 - 10 - 1 + (64 if len(header) > 53 else 0)) + '\n'
    values = [value for row in rows for value in row]
    with open(path, 'wb') as stream:
        stream.write(b'\x93NUMPY\x01\x00' + struct.pack('<H', len(header)) + header.encode())
        stream.write(struct.pack(f'<{len(values)}{"f" if descr == "<f4" else "d"}', *values))


def read_npy(path):
    with open(path, 'rb') as stream:
        data = stream.read()
    assert data.startswith(b'\x93NUMPY\x01\x00'), data[:8]
    length = struct.unpack('<H', data[8:10])[0]
    header = data[10:10 + length].decode()
    assert "'descr': '<i8'" in header and "'fortran_order': False" in header, header
    labels = data[10 + length:]
    return list(struct.unpack(f'<{len(labels) // 8}q', labels))


class Dbscan(clitest.CliTest):
    def dbscan(self, eps=0.5, min_samples=2, **options):
        return self.run_cli('dbscan', '--eps', str(eps), '--min-samples', str(min_samples), 'in.npy', 'out.npy',
                            **options)

    def test_labels(self):
        write_npy(self.path('in.npy'), [(0, 0), (9, 9), (0, 0.5), (5, 5), (5, 5.25), (0.25, 0)])
        result = self.dbscan(eps=0.5)
        self.assertEqual(read_npy(self.path('out.npy')), [0, -1, 0, 1, 1, 0])
        self.assertIn('2', result.stdout)
        self.assertFalse(os.path.exists(self.library))

    def test_json(self):
        write_npy(self.path('in.npy'), [(0, 0), (9, 9), (0, 0.5)])
        result = self.run_cli('dbscan', '--eps', '0.5', '--min-samples', '2', '--json', 'in.npy', 'out.npy').json
        self.assert_members(result, {'points': int, 'groups': int, 'noise': int, 'seconds': (int, float)})
        self.assertEqual((result['points'], result['groups'], result['noise']), (3, 1, 1))

    def test_no_points(self):
        write_npy(self.path('in.npy'), [])
        self.dbscan()
        self.assertEqual(read_npy(self.path('out.npy')), [])

    def test_not_a_number(self):
        write_npy(self.path('in.npy'), [(0, 0), (float('nan'), 1)])
        self.dbscan(status=3)
        self.assertFalse(os.path.exists(self.path('out.npy')))

    def test_bad_files(self):
        for content in (b'', b'\x93NUMPY', os.urandom(500), b'\x93NUMPY\x01\x00\xff\xff{'):
            with open(self.path('in.npy'), 'wb') as stream:
                stream.write(content)
            self.assertIn('in.npy', self.dbscan(status=3).stderr)
        os.unlink(self.path('in.npy'))
        self.assertIn('in.npy', self.dbscan(status=3).stderr)

    def test_output_that_cannot_be_written(self):
        write_npy(self.path('in.npy'), [(0, 0)])
        self.fails('dbscan', '--eps', '1', '--min-samples', '1', 'in.npy', 'not-there/out.npy', names=['not-there'])


if __name__ == '__main__':
    clitest.main()
