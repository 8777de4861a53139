#!/usr/bin/python3
"""kindred-cli: edits, undo, redo, history; each command is a process of its own.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import contextlib
import sqlite3

import clitest
from clitest import NONE

EDIT = {'id': int, 'kind': str, 'label': str, 'time': str, 'undone': bool, 'reverted': bool, 'reverts': (int, NONE),
        'person': (int, NONE), 'faces': int}


# Whatever an edit can change; the rest of what is printed of people and faces is computed from it and from the photos.
TABLES = ['persons', 'faces', 'rejections', 'person_answers', 'face_answers', 'folders']


class Edits(clitest.PreparedTest):
    def prepare(self):
        self.scan_album(persons=4, photos=16)
        type(self).ids = [person['id'] for person in self.people()]

    def edit(self, *args):
        result = self.run_cli(*map(str, args), '--json').json
        self.assert_members(result, EDIT)
        return result

    def persons(self):
        return {person['id']: person for person in self.people()}

    def person(self, person):
        return self.persons().get(person)

    def face(self, face):
        return next(f for f in self.list('faces') if f['id'] == face)

    def printed(self):
        return self.people(), self.list('faces'), self.list('faces', '--not-a-face')

    def state(self):
        """The rows. Where these are the same, so is what is printed; and they cost no processes."""
        with contextlib.closing(sqlite3.connect(self.library)) as database:
            return {table: sorted(database.execute(f'SELECT * FROM {table}'), key=repr) for table in TABLES}

    def test_name(self):
        a, b = self.ids[:2]
        self.assertIn('Ann', self.edit('name', a, ' Ann\t Lee ')['label'])
        self.assertEqual(self.person(a)['name'], 'Ann Lee')
        self.edit('name', 'Ann Lee', 'Zoë <b>&amp;')
        self.assertEqual(self.person(a)['name'], 'Zoë <b>&amp;')
        self.assertEqual({face['name'] for face in self.list('faces', '--person', str(a))}, {'Zoë <b>&amp;'})
        self.edit('name', a, '')
        persons = self.persons()
        self.assertIsNone(persons[a]['name'])
        self.assertIsNone(persons[b]['name'])
        self.fails('name', str(b), 'x' * 10000, status=2)
        self.fails('name', '99999', 'Ann', names=['99999'])
        self.fails('name', 'Nobody', 'Ann', names=['Nobody'])

    def test_details(self):
        a, b = self.ids[:2]
        self.edit('favourite', a, b)
        self.edit('favourite', '--off', b)
        self.edit('birth', a, '1987-03')
        self.edit('notes', a, 'Met in <b>Rome</b>')
        persons = self.persons()
        self.assertEqual([persons[a][detail] for detail in ('favourite', 'birth', 'notes')],
                         [True, '1987-03', 'Met in <b>Rome</b>'])
        self.assertFalse(persons[b]['favourite'])
        self.edit('birth', a, '--none')
        self.edit('notes', a, '--none')
        person = self.person(a)
        self.assertEqual((person['birth'], person['notes']), (None, None))
        self.fails('birth', str(a), '1987-13', status=2)
        self.fails('birth', str(a), status=2)
        self.fails('notes', str(a), 'Tall', '--none', status=2)
        self.fails('notes', str(a), 'x' * 10001, status=2)
        self.fails('favourite', '99999', names=['99999'])

    def test_revert(self):
        a, b, c = self.ids[:3]
        before = self.state(), self.printed()
        merged = self.edit('merge', a, b)
        named = self.edit('name', c, 'Cleo')
        birth = self.edit('birth', a, '1987')
        again = self.edit('merge', a, c)
        self.assertEqual([edit['id'] for edit in self.list('history', '--dependents', str(named['id']))],
                         [again['id']])
        self.fails('revert', str(named['id']))
        reverted = self.edit('revert', merged['id'])
        self.assertEqual((reverted['kind'], reverted['reverts']), ('revert', merged['id']))
        self.assertTrue(next(edit for edit in self.list('history') if edit['id'] == merged['id'])['reverted'])
        persons = self.persons()
        self.assertIsNotNone(persons.get(b))
        self.assertEqual(persons[a]['birth'], '1987')
        self.edit('undo')
        self.assertIsNone(self.person(b))
        self.edit('revert', named['id'], '--with-dependents')
        self.fails('revert', str(named['id']))
        self.fails('revert', '99999', names=['99999'])
        self.edit('undo', '--to', merged['id'])
        self.assertEqual((self.state(), self.printed()), before)
        self.fails('undo', '--to', str(birth['id']))

    def test_strictness(self):
        self.assertEqual(self.run_cli('strictness').stdout.strip(), '0')
        self.assertEqual(self.run_cli('strictness', '2').stdout.strip(), '2')
        self.assertEqual(self.list('strictness'), {'strictness': 2})
        self.assertEqual(self.list('strictness', '0'), {'strictness': 0})
        self.fails('strictness', '3', status=2)

    def test_what_a_newer_version_did(self):
        edit = self.edit('name', self.ids[0], 'Ann')
        with sqlite3.connect(self.library) as database:
            database.execute('UPDATE edits SET kind = 99')
        before = self.state()
        for args in (['undo'], ['undo', '--to', str(edit['id'])], ['revert', str(edit['id'])]):
            self.fails(*args, names=['newer version'])
        self.assertEqual(self.state(), before)
        self.assertEqual(self.list('history')[0]['kind'], 'other')

    def test_nothing_to_take_back(self):
        edit = self.edit('name', self.ids[0], 'Ann')
        self.edit('name', self.ids[0], '')
        done = self.run_cli('revert', '--with-dependents', str(edit['id']))
        self.assertIn('nothing to change', done.stdout)
        self.assertIsNone(self.run_cli('revert', '--with-dependents', str(edit['id']), '--json').json['id'])
        self.assertEqual(len(self.list('history')), 2)

    def test_nothing_to_change(self):
        self.edit('name', self.ids[0], 'Ann')
        again = self.run_cli('name', str(self.ids[0]), 'Ann', '--json').json
        self.assertIsNone(again['id'])
        self.assertEqual(len(self.list('history')), 1)

    def test_ambiguous_name(self):
        a, b, c = self.ids[:3]
        self.edit('name', a, 'Ann')
        self.edit('name', b, 'Ann')
        self.fails('merge', str(c), 'Ann', names=['Ann', str(a), str(b)])
        self.edit('name', a, 'Ann Lee')
        self.edit('merge', c, 'Ann')
        self.assertIsNone(self.person(b))

    def test_name_that_is_a_number(self):
        self.edit('name', self.ids[0], '4711')
        self.edit('hide', '4711')
        self.assertTrue(self.person(self.ids[0])['hidden'])

    def test_merge(self):
        a, b, c, d = self.ids
        persons = self.persons()
        faces = sum(persons[i]['faces'] for i in (a, b, c))
        self.edit('name', b, 'Bea')
        self.edit('merge', a, b, c)
        persons = self.persons()
        self.assertEqual(list(persons), [a, d])
        self.assertEqual((persons[a]['faces'], persons[a]['name']), (faces, 'Bea'))
        self.assertEqual({f['decision'] for f in self.list('faces', '--person', str(a))} - {'confirmed', 'none'}, set())
        self.fails('merge', str(a), str(b), names=[str(b)])
        self.fails('merge', str(a), str(a), status=2)

    def test_split_to_a_new_person(self):
        a = self.ids[0]
        first, second, *rest = self.faces_of(a)
        result = self.edit('split', a, first, second)
        new = result['person']
        self.assertNotIn(new, self.ids)
        self.assertEqual(sorted(self.faces_of(new)), sorted([first, second]))
        self.assertEqual(sorted(self.faces_of(a)), sorted(rest))
        self.assertEqual(self.face(first)['decision'], 'confirmed')
        named = self.edit('split', a, rest[0], '--name', 'Eve')
        self.assertEqual(self.person(named['person'])['name'], 'Eve')
        text = self.run_cli('split', str(a), str(rest[1])).stdout
        self.assertIn(str(max(p['id'] for p in self.people())), text, 'the new number is told')

    def test_split_into_a_person(self):
        a, b = self.ids[:2]
        face = self.faces_of(a)[0]
        self.edit('split', a, face, '--into', b)
        self.assertEqual(self.face(face)['person'], b)
        self.fails('split', str(a), str(face), names=[str(face)])
        self.fails('split', str(a), '99999', names=['99999'])

    def test_decisions_on_faces(self):
        a = self.ids[0]
        one, two, three = self.faces_of(a)[:3]
        self.edit('confirm', one)
        self.assertEqual(self.face(one)['decision'], 'confirmed')
        self.edit('reject', two)
        self.assertIsNone(self.face(two)['person'])
        self.edit('not-a-face', three)
        self.assertNotIn(three, [f['id'] for f in self.list('faces')])
        self.assertEqual([(f['id'], f['decision']) for f in self.list('faces', '--not-a-face')],
                         [(three, 'not-a-face')])
        self.run_cli('scan')
        self.run_cli('regroup')
        self.assertNotEqual(self.face(two)['person'], a, 'a rejected face does not return')
        self.assertEqual(len(self.list('faces', '--not-a-face')), 1)
        self.edit('restore', three)
        self.assertEqual(self.face(three)['decision'], 'none')
        self.fails('confirm', '99999', names=['99999'])

    def test_hide_and_cover(self):
        a, b = self.ids[:2]
        self.edit('hide', a, b)
        persons = self.persons()
        self.assertTrue(persons[a]['hidden'] and persons[b]['hidden'])
        self.assertIn('hidden', self.run_cli('people').stdout)
        self.edit('hide', '--show', a)
        person = self.person(a)
        self.assertFalse(person['hidden'])
        automatic = person['cover']
        other = next(face for face in self.faces_of(a) if face != automatic)
        self.edit('cover', a, other)
        self.assertEqual(self.person(a)['cover'], other)
        self.edit('cover', a, 'auto')
        self.assertEqual(self.person(a)['cover'], automatic)
        self.fails('cover', str(a), str(self.faces_of(b)[0]))

    def test_undo_and_redo_across_processes(self):
        a, b, c, d = self.ids
        faces = self.faces_of(a)
        states = [self.state()]
        printed = [self.printed()]
        for edit in (['name', a, 'Ann'], ['name', b, 'Bob'], ['split', a, faces[0]], ['merge', b, c],
                     ['hide', d], ['reject', faces[1]], ['not-a-face', faces[2]], ['cover', a, faces[3]],
                     ['confirm', faces[3]]):
            self.edit(*edit)
            states.append(self.state())
        printed.append(self.printed())
        for state in reversed(states[:-1]):
            self.assertTrue(self.edit('undo')['undone'])
            self.assertEqual(self.state(), state)
        self.assertEqual(self.printed(), printed[0])
        self.fails('undo')
        for state in states[1:]:
            self.assertFalse(self.edit('redo')['undone'])
            self.assertEqual(self.state(), state)
        self.assertEqual(self.printed(), printed[1])
        self.fails('redo')
        self.run_cli('check')

    def test_a_new_edit_takes_redo_away(self):
        self.edit('name', self.ids[0], 'Ann')
        self.edit('undo')
        self.edit('name', self.ids[0], 'Bea')
        self.fails('redo')

    def test_history(self):
        self.edit('name', self.ids[0], 'Ann')
        self.edit('hide', self.ids[1])
        self.edit('undo')
        edits = self.list('history')
        for edit in edits:
            self.assert_members(edit, EDIT)
        self.assertEqual([(e['kind'], e['undone']) for e in edits], [('hide', True), ('name', False)])
        self.assertIn('Ann', edits[1]['label'])
        self.assertEqual(len(self.list('history', '--limit', '1')), 1)
        lines = self.run_cli('history').stdout.splitlines()
        self.assertEqual(len(lines), 3)
        self.assertIn('undone', lines[1])
        self.assertIn('Undone: ', self.run_cli('undo').stdout)

    def test_remove_folder(self):
        self.edit('name', self.ids[0], 'Ann')
        before = self.people()
        self.edit('remove-folder', 'album')
        self.assertEqual((self.list('folders'), self.list('photos'), self.list('faces')), ([], [], []))
        self.edit('undo')
        self.assertEqual(self.people(), before)
        self.edit('remove-folder', self.path('album'))
        self.run_cli('scan', 'album')
        self.assertEqual(self.people(), before)
        self.fails('remove-folder', 'not-there', names=['not-there'])


if __name__ == '__main__':
    clitest.main()
