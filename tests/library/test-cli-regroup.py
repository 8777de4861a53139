#!/usr/bin/python3
"""kindred-cli: regroup.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os

import clitest
from clitest import NONE

RESULT = {'faces': int, 'moved': int, 'new_persons': int, 'gone': int, 'dry_run': bool}
CHANGE = {'person': (int, NONE), 'name': (str, NONE), 'faces': int, 'gained': int, 'lost': int,
          'merged_into': (int, NONE), 'split_into': int}

# (person, variation).  Put together only if they are the same, the first person falls into two and a face of nobody.
FACES = [(1, 0), (1, 0), (1, 0), (1, 5), (1, 5), (1, 9), (2, 0), (2, 0), (2, 7)]
STRICT = ('--eps', '0.001')


class Regroup(clitest.PreparedTest):
    def prepare(self):
        self.scan_portraits(FACES)
        type(self).ann, type(self).bob = [self.portraits(*face)[0]['person'] for face in ((1, 0), (2, 0))]

    def state(self):
        return self.people(), self.list('faces')

    def would(self, *args):
        """Changes, each as (person, gained, lost, merged_into, split_into)"""
        before = self.state()
        result = self.list('regroup', '--dry-run', *args)
        self.assertEqual(self.state(), before, 'a dry run changes nothing')
        self.assert_members(result, dict(RESULT, changes=list))
        self.assertTrue(result['dry_run'])
        people = {person['id']: person for person in before[0]}
        for change in result['changes']:
            self.assert_members(change, CHANGE)
            person = people.get(change['person'], {'name': None, 'faces': 0})
            self.assertEqual((change['name'], change['faces']), (person['name'], person['faces']))
        return [(c['person'], c['gained'], c['lost'], c['merged_into'], c['split_into']) for c in result['changes']]

    def test_nothing_to_change(self):
        self.assertEqual(self.would(), [])
        self.assertEqual(len(self.run_cli('regroup', '--dry-run').stdout.splitlines()), 1)

    def test_split(self):
        self.run_cli('name', str(self.ann), 'Ann <Lee>')
        self.assertEqual(self.would(*STRICT), [(self.ann, 0, 3, None, 2), (None, 2, 0, None, 0),
                                               (self.bob, 0, 1, None, 0)])
        lines = self.run_cli('regroup', '--dry-run', *STRICT).stdout.splitlines()
        self.assertIn('Nothing was changed', lines[0])
        self.assertRegex(lines[2], f'^ *{self.ann}  Ann <Lee> +6 +−3  splits into 2 people$')
        self.assertRegex(lines[3], r'^ +\(unnamed\) +0 +\+2 +new$')
        self.assertRegex(lines[4], f'^ *{self.bob}  \\(unnamed\\) +3 +−1$')

    def test_merge(self):
        self.run_cli('regroup', *STRICT)
        anna = self.portraits(1, 5)[0]['person']
        self.assertEqual(self.would(), [(self.ann, 3, 0, None, 0), (anna, 0, 2, self.ann, 0),
                                        (self.bob, 1, 0, None, 0)])
        self.run_cli('name', str(self.ann), 'Ann')
        self.assertIn(f'joins {self.ann} Ann\n', self.run_cli('regroup', '--dry-run').stdout)
        self.run_cli('name', str(anna), 'Anna')
        self.assertNotIn(anna, [change[3] for change in self.would()], 'two named people stay apart')

    def test_what_was_decided_is_not_among_them(self):
        faces = self.faces_of(self.ann)
        self.run_cli('confirm', *map(str, faces[1:]))
        self.assertEqual([change for change in self.would(*STRICT) if change[0] in (self.ann, None)],
                         [], 'all but one are decided, and that one is like one of them')
        other = str(self.portraits(1, 9)[0]['id'])
        self.run_cli('undo')
        self.run_cli('cover', str(self.ann), other)
        self.assertIn((self.ann, 0, 2, None, 2), self.would(*STRICT), 'a chosen cover stays')
        self.run_cli('reject', other)
        self.assertNotIn(self.ann, [change[0] for change in self.would() if change[1] > 0])

    def test_faces_of_another_encoder(self):
        os.mkdir(self.path('more'))
        for i in range(3):
            clitest.fake_photo(self.path('more', f'3-{i}-{i}.png'), [(3, i)], 100 + i)
        self.run_cli('--encoder', 'dlib-resnet-1', 'scan', 'more')
        other = self.portraits(3, 0)[0]['person']
        self.assertEqual(len(self.faces_of(other)), 3)
        self.run_cli('merge', str(self.ann), str(other))
        (person, gained, lost, merged_into, _), (bob, *_) = self.would('--min-samples', '9')
        self.assertEqual((person, gained, merged_into, bob), (self.ann, 0, None, self.bob))
        self.assertIn(lost, range(1, 7), 'those that the user put there stay')

    def test_it_happens_as_it_was_said(self):
        for args in (STRICT, (), ('--min-samples', '4')):
            with self.subTest(args=args):
                before = {person['id']: person['faces'] for person in self.people()}
                would = self.would(*args)
                result = self.list('regroup', *args)
                self.assert_members(result, RESULT)
                after = {person['id']: person['faces'] for person in self.people()}
                for person, gained, lost, _, _ in would:
                    if person is not None:
                        self.assertEqual(after.get(person, 0), before[person] + gained - lost)
                self.assertEqual({person for person in before if after.get(person) != before[person]},
                                 {change[0] for change in would} - {None})
                self.assertEqual(sorted(after[person] for person in after if person not in before),
                                 sorted(change[1] for change in would if change[0] is None))
                self.assertGreater(result['moved'], 0)

    def test_undo(self):
        self.run_cli('name', str(self.ann), 'Ann')
        before = self.state()
        self.list('regroup', '--eps', '0.0001', '--min-samples', '3')
        self.assertNotEqual(self.state(), before)
        self.assertIn(self.ann, [person['id'] for person in self.people()], 'a named person stays')
        self.run_cli('undo')
        self.assertEqual(self.state(), before)


if __name__ == '__main__':
    clitest.main()
