#!/usr/bin/python3
"""test-candidates.py BUILD SAMPLE: more faces of a person, twelve at once: one is wrong, the others are confirmed, and
all of it is one step to undo. By the keyboard alone.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import re

import driver
import windowtest

# So strict that most people fall apart, and there is something to find.
STRICT = '0.33'
AT_ONCE = 12
NAME = 'Person 0000'


class Candidates(windowtest.WindowTest):
    def cards(self):
        return self.app.find_all('check box')

    def names(self):
        return [card.name for card in self.cards()]

    def wait_cards(self, count):
        self.app.wait(lambda: len(self.cards()) == count, f'{count} candidates')

    def focused_card(self):
        focused = driver.Atspi.StateType.FOCUSED
        return next((card.name for card in self.cards() if card.has_state(focused)), None)

    def count_wrong(self):
        return sum(not card.has_state(driver.Atspi.StateType.CHECKED) for card in self.cards())

    def state(self):
        return sorted((face['id'], face['person'], face['decision']) for face in self.cli('faces'))

    def test_by_keyboard(self):
        self.make_library()
        self.cli('regroup', '--eps', STRICT)
        self.id = next(person['id'] for person in self.cli('people') if person['name'] == NAME)
        n_candidates = min(AT_ONCE, len(self.cli('suggest', '--person', self.id, '--limit', 0)))
        self.assertGreaterEqual(n_candidates, 3)
        before, n_edits = self.state(), len(self.edits())
        self.start()
        self.app.find(driver.CELL, re.compile(f'^{NAME}, '))
        self.open_person(re.compile(f'^{NAME}, '))
        self.app.keys('ctrl+shift+f')
        self.wait_cards(n_candidates)
        self.app.wait(self.focused_card, 'the focus on the first')

        self.app.keys('Right', 'space')
        self.app.wait(lambda: self.count_wrong() == 1, 'one that is wrong')
        self.app.find(driver.BUTTON, f'Confirm {n_candidates - 1}')
        shown = self.names()
        self.app.keys('Return')
        self.app.wait(lambda: len(self.edits()) == n_edits + 1, 'one edit')
        self.assertRegex(self.edits()[0], rf'^Found \d+ faces? of “{NAME}”$')
        self.assertEqual(self.person(self.id)['faces'], sum(row[1] == self.id for row in self.state()))
        self.assertGreater(self.person(self.id)['faces'], sum(row[1] == self.id for row in before))

        # Then come the next, or the page says that there are no more; the focus is there.
        self.app.wait(lambda: self.names() != shown, 'what comes next')
        self.app.wait(lambda: not self.cards() or self.focused_card(), 'the focus')
        self.app.keys('u')
        self.wait_toast(re.compile('^Undone: Found '))
        self.assertEqual(self.state(), before)
        self.app.wait(lambda: sorted(self.names()) == sorted(shown), 'the same candidates')
        self.app.keys('Escape')
        self.wait_focus('Faces')
        self.close()
        self.assertEqual(self.cli('check'), {'findings': []})


if __name__ == '__main__':
    windowtest.main()
