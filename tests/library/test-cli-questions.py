#!/usr/bin/python3
"""kindred-cli: suggest and answer.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import clitest
from clitest import NONE

QUESTION = {'person': int, 'name': (str, NONE), 'other': (int, NONE), 'other_name': (str, NONE), 'face': (int, NONE),
            'photo': (str, NONE), 'likelihood': (int, float), 'faces': int}

# Faces of (person, variation), each in a photo of its own. Put together only if they are the same, they are two persons
# and a face of the first one, and a person and a face of the second one.
FACES = [(1, 0), (1, 0), (1, 0), (1, 5), (1, 5), (1, 9), (2, 0), (2, 0), (2, 7)]


class Questions(clitest.PreparedTest):
    def prepare(self):
        self.scan_portraits(FACES)
        self.run_cli('regroup', '--eps', '0.001')
        cls = type(self)
        cls.ann, cls.anna, cls.bob = [self.portraits(*face)[0]['person'] for face in ((1, 0), (1, 5), (2, 0))]

    def questions(self, *args):
        questions = self.list('suggest', *args)
        for question in questions:
            self.assert_members(question, QUESTION)
            self.assertNotEqual(question['other'] is None, question['face'] is None)
            self.assertEqual(question['photo'] is None, question['face'] is None)
        return questions

    def answer(self, *args):
        return self.run_cli('answer', *map(str, args), '--json').json

    def asked(self, *args):
        """What each question is about, as `answer` takes it"""
        return [(q['person'], q['other']) if q['other'] else (q['person'], '--face', q['face'])
                for q in self.questions(*args)]

    def test_suggest(self):
        self.run_cli('name', str(self.ann), 'Ann <Lee>')
        questions = self.questions()
        first = questions[0]
        self.assertEqual({first['person'], first['other']}, {self.ann, self.anna}, 'what settles most comes first')
        self.assertEqual({first['name'], first['other_name']}, {'Ann <Lee>', None})
        self.assertEqual(first['faces'], 2)
        self.assertGreater(first['likelihood'], 0.5)
        face = self.portraits(2, 7)[0]
        about = next(q for q in questions if q['person'] == self.bob)
        self.assertEqual((about['face'], about['photo'], about['faces']), (face['id'], face['photo'], 1))
        self.assertEqual(len(questions), 3)
        self.assertEqual(self.questions('--limit', '1'), questions[:1])
        self.assertEqual(self.questions('--limit', '0'), questions)

    def test_text(self):
        self.run_cli('name', str(self.ann), 'Ann')
        questions = self.questions()
        lines = self.run_cli('suggest').stdout.splitlines()
        self.assertEqual(len(lines), 1 + len(questions))
        for line, question in zip(lines[1:], questions):
            answer = f"answer {question['person']} "
            answer += f"{question['other']}" if question['other'] else f"--face {question['face']}"
            self.assertTrue(line.endswith(f'  {answer} yes|no|skip'), line)
            self.assertIn(f"{100 * question['likelihood']:.0f} %", line)
            self.assertIn(question['photo'] or '(unnamed)', line)
        self.assertIn(f'{self.ann} Ann ', lines[1])

    def test_about_one_person(self):
        self.run_cli('name', str(self.ann), 'Ann')
        face = self.portraits(1, 9)[0]['id']
        self.assertEqual(set(self.asked('--person', 'Ann')), {(self.ann, self.anna), (self.ann, '--face', face)})
        self.assertEqual(len(self.questions('--person', str(self.ann), '--limit', '1')), 1)
        self.fails('suggest', '--person', 'Nobody', names=['Nobody'])

    def test_yes(self):
        self.run_cli('name', str(self.anna), 'Ann')
        merged = self.answer(self.ann, self.anna, 'yes')
        self.assertEqual(merged['kind'], 'merge')
        self.assertEqual({p['id']: p['name'] for p in self.people()}, {self.anna: 'Ann', self.bob: None},
                         'the named one stays')
        face = self.portraits(2, 7)[0]['id']
        self.answer(self.bob, '--face', face, 'yes')
        self.assertIn(face, self.faces_of(self.bob))
        self.assertEqual(self.asked('--person', str(self.bob)), [])
        self.run_cli('undo')
        self.run_cli('undo')
        self.assertIsNotNone(next((p for p in self.people() if p['id'] == self.ann), None))

    def test_no_answer_is_asked_for_again(self):
        for answer in ('no', 'skip'):
            with self.subTest(answer=answer):
                asked = self.asked()
                self.assertEqual(len(asked), 3)
                for question in asked:
                    record = self.answer(*question, answer)
                    self.assertEqual(record['kind'], 'answer')
                self.assertEqual([q for q in asked if q in self.asked()], [])
                for _ in asked:
                    self.run_cli('undo')
                self.assertEqual(self.asked(), asked, 'what is taken back is asked again')

    def test_every_answer_settles(self):
        """From the top, until there is nothing left: two persons."""
        for _ in range(3):
            person, *rest = self.asked()[0]
            self.answer(person, *rest, 'yes')
        self.assertEqual(self.asked(), [])
        self.assertEqual(self.run_cli('suggest').stdout, '')
        self.assertEqual(sorted(p['faces'] for p in self.people()), [3, 6])
        self.assertEqual(self.list('faces', '--other'), [])

    def test_what_is_not_asked(self):
        self.run_cli('hide', str(self.bob))
        self.run_cli('name', str(self.ann), 'Ann')
        self.run_cli('name', str(self.anna), 'Anna')
        self.assertEqual([question[1] for question in self.asked()], ['--face'], 'neither hidden nor two named ones')

    def test_wrong_usage(self):
        ann, bob = str(self.ann), str(self.bob)
        self.fails('answer', ann, bob, 'maybe', status=2, names=['maybe'])
        self.fails('answer', ann, 'yes', status=2)
        self.fails('answer', ann, bob, '--face', '1', 'yes', status=2)
        self.fails('answer', ann, '--face', 'x', 'yes', status=2, names=['x'])
        self.fails('answer', ann, ann, 'yes', status=2)
        self.fails('answer', ann, '99999', 'yes', names=['99999'])
        self.fails('answer', ann, '--face', '99999', 'skip', names=['99999'])
        self.fails('suggest', '--limit', '-1', status=2)
        self.assertEqual([edit['kind'] for edit in self.list('history')], ['regroup'])


if __name__ == '__main__':
    clitest.main()
