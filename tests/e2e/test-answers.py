#!/usr/bin/python3
"""test-answers.py BUILD SAMPLE: questions are answered by keyboard, taken back, and remembered.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import windowtest

# So strict that some people fall apart, and there is something to ask.
STRICT = '0.33'


class Review(windowtest.WindowTest):
    def open_review(self):
        self.app.point(self.cells()[0])
        self.app.keys('alt+2')
        self.app.find('label', re.compile(r'\d left$'))

    def counts(self):
        """(settled, left) as the page says"""
        text = self.app.find('label', re.compile(r'^\d+ (settled|left)')).name
        found = {word: int(count) for count, word in re.findall(r'(\d+) (settled|left)', text)}
        return found.get('settled', 0), found.get('left', 0)

    def question(self):
        return self.app.find('panel', re.compile('^Is this .*; ')).name

    def wait_settled(self, count):
        self.app.wait(lambda: self.counts()[0] == count, f'{count} settled')

    def decided(self):
        return sorted((face['id'], face['person'], face['decision']) for face in self.cli('faces'))

    def answer(self, key, count):
        self.app.keys(key)
        self.wait_settled(count)

    def test_review(self):
        self.make_library()
        self.cli('regroup', '--eps', STRICT)
        n_people, n_edits = len(self.cli('people')), len(self.edits())
        self.start()
        self.wait_for_people(n_people)
        self.open_review()
        n_questions = self.counts()[1]
        self.assertGreaterEqual(n_questions, 4)

        # Yes, and taken back: the question is there again.
        first = self.question()
        before = self.decided()
        self.answer('y', 1)
        self.app.wait(lambda: self.decided() != before, 'what was joined')
        self.app.keys('u')
        self.app.wait(lambda: self.counts() == (0, n_questions), 'all questions')
        self.app.wait(lambda: self.question() == first, 'the first question')
        self.app.wait(lambda: self.decided() == before, 'everything as it was')

        # By the other keys, too
        self.answer('n', 1)
        self.answer('space', 2)
        self.assertEqual(self.decided(), before)
        self.assertEqual(len(self.edits()), n_edits + 2)
        self.app.keys('ctrl+z')
        self.wait_settled(1)
        self.assertEqual(len(self.edits()), n_edits + 1)
        self.answer('space', 2)
        self.assertEqual(len(self.edits()), n_edits + 2)

        # Asked by the keyboard only, and never twice, after a restart neither.
        self.close()
        self.start()
        self.wait_for_people(n_people)
        self.open_review()
        settled, left = self.counts()
        self.assertEqual(settled, 0)
        self.assertLess(left, n_questions)
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
