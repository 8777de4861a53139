"""Drives Kindred's window as a screen reader does, through AT-SPI.

What works there with GTK 4.8 decides how this is written: widgets are found by role and name, pressed by
their actions, filled by the editable text interface; only a few keys go through xdotool. There are no
coordinates on the screen, children do not say whether they are showing, and only cells that
are bound exist. GTK 4.8 crashes when it is asked about a widget in the moment in which its window is
destroyed: after closing a dialog, first wait for what it did in the library, then look at the window.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

# Seconds; only what is broken takes as long.
LIMIT = 30

# One helper for what other versions of GTK may call differently
CELL = ('table cell', 'list item', 'grid cell')
BUTTON = ('push button', 'button', 'toggle button')
ENTRY = ('text', 'entry')
DIALOG = ('dialog', 'alert', 'frame', 'window')
# With nothing below them; they are most of what there is.
LEAVES = ('label', 'image', 'separator', 'progress bar', 'scroll bar')


# What GTK 4.8 may say when it is asked about an accessible whose window is just going away
IGNORED = ('g_variant_is_object_path',)


class NotFound(AssertionError):
    pass


def plain(name):
    """Names as people see them: mnemonics double them ("_Merge Merge")"""
    name = (name or '').strip()
    if '_' in name:
        words = name.split(' ')
        half = len(words) // 2
        if len(words) % 2 == 0 and [word.replace('_', '') for word in words[:half]] == words[half:]:
            return ' '.join(words[half:])
    words = name.split(' ')
    half = len(words) // 2
    if len(words) % 2 == 0 and words[:half] == words[half:]:
        return ' '.join(words[:half])
    return name.replace('_', '')


class Widget:
    """An accessible, with names and interfaces at hand. All methods may raise GLib.Error when it is gone."""

    def __init__(self, accessible):
        self.accessible = accessible
        self.known_role = None

    @property
    def role(self):
        """Which stays the same: each question goes to the other program and back"""
        if self.known_role is None:
            self.known_role = self.accessible.get_role_name() or ''
        return self.known_role

    @property
    def name(self):
        return plain(self.accessible.get_name())

    def children(self):
        if self.role in LEAVES:
            return
        for i in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(i)
            if child is not None:
                yield Widget(child)

    def walk(self, backwards=False):
        """This and everything below it that is mapped. `backwards`: what lies on top of something comes before that."""
        yield self
        for child in reversed(list(self.children())) if backwards else self.children():
            yield from child.walk(backwards)

    def has_state(self, state):
        return self.accessible.get_state_set().contains(state)

    @property
    def is_sensitive(self):
        return self.has_state(Atspi.StateType.SENSITIVE)

    @property
    def is_selected(self):
        return self.has_state(Atspi.StateType.SELECTED)

    @property
    def is_visible(self):
        return self.has_state(Atspi.StateType.VISIBLE)

    def actions(self):
        action = self.accessible.get_action_iface()
        if action is None:
            return []
        return [action.get_action_name(i) for i in range(action.get_n_actions())]

    def act(self, name):
        names = self.actions()
        if name not in names:
            raise NotFound(f'{self} has no action {name}, only {names}')
        if not self.accessible.get_action_iface().do_action(names.index(name)):
            raise AssertionError(f'{self}: the action {name} failed')

    def click(self):
        """Presses this, or what it is part of"""
        widget = self
        while widget is not None:
            for name in ('click', 'press', 'activate'):
                if name in widget.actions():
                    widget.act(name)
                    return
            parent = widget.accessible.get_parent()
            widget = Widget(parent) if parent is not None else None
        raise NotFound(f'{self} cannot be pressed')

    def extents(self):
        """(x, y, width, height) in the window: there are no screen coordinates"""
        box = self.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    @property
    def text(self):
        text = self.accessible.get_text_iface()
        if text is None:
            return self.name
        # (0, -1) gives nothing
        return text.get_text(0, text.get_character_count())

    @text.setter
    def text(self, value):
        editable = self.accessible.get_editable_text_iface()
        if editable is None:
            raise NotFound(f'{self} cannot be edited')
        editable.set_text_contents(value)

    def select(self, index, selected=True):
        selection = self.accessible.get_selection_iface()
        if selection is None:
            raise NotFound(f'{self} has nothing to select')
        if selected:
            selection.select_child(index)
        else:
            selection.deselect_child(index)

    def __str__(self):
        return f'{self.role} “{self.name}”'


def matches(widget, role, name):
    if role is not None and widget.role not in ((role,) if isinstance(role, str) else role):
        return False
    if name is None:
        return True
    if isinstance(name, re.Pattern):
        return bool(name.search(widget.name))
    return widget.name == name


class App:
    """A running Kindred."""

    def __init__(self, command, environment, log):
        self.log_path = log
        self.log = open(log, 'ab')  # pylint: disable=consider-using-with
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log)
        self.name = os.path.basename(command[0])
        Atspi.set_timeout(5000, 10000)

    # -- waiting

    def wait(self, condition, what, limit=LIMIT):
        """Until `condition` returns something true, which is returned"""
        end = time.monotonic() + limit
        while True:
            if self.process.poll() is not None:
                raise AssertionError(f'{self.name} ended with status {self.process.returncode} instead of {what}')
            try:
                found = condition()
                if found:
                    return found
            except GLib.Error:
                pass  # a widget went away while it was looked at
            if time.monotonic() > end:
                raise NotFound(f'waited {limit} s in vain for {what}\n{self.tree()}')
            time.sleep(0.05)

    def root(self):
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            try:
                if child is not None and child.get_process_id() == self.process.pid:
                    # Nobody here listens to events, which would keep what is cached up to date.
                    child.set_cache_mask(Atspi.Cache.NONE)
                    child.clear_cache()
                    return Widget(child)
            except GLib.Error:
                continue
        return None

    # -- looking

    def find_all(self, role=None, name=None, below=None):
        start = below or self.root()
        return [widget for widget in start.walk() if matches(widget, role, name)] if start else []

    def find(self, role=None, name=None, below=None, limit=LIMIT):
        """The first widget with this role (or one of these) and name (or pattern), as soon as there is one"""
        what = f'{role or "widget"} {name.pattern if isinstance(name, re.Pattern) else name or ""}'
        return self.wait(lambda: self.find_all(role, name, below), what, limit)[0]

    def has(self, role=None, name=None):
        return bool(self.find_all(role, name))

    def gone(self, role=None, name=None):
        self.wait(lambda: not self.has(role, name), f'the end of {role} {name}')

    def window(self):
        return self.find('frame')

    def tree(self):
        """Everything, as text: for messages"""
        lines = []

        def add(widget, depth):
            extra = ' '.join(widget.actions()) if depth < 3 else ''
            lines.append(f'{"  " * depth}{widget.role} “{widget.name}” {extra}')
            for child in widget.children():
                add(child, depth + 1)

        try:
            root = self.root()
            if root:
                add(root, 0)
        except GLib.Error as error:
            lines.append(str(error))
        return '\n'.join(lines)

    # -- doing

    def click(self, name, role=BUTTON, below=None):
        button = self.find(role, name, below)
        self.wait(lambda: button.is_sensitive, f'{name} to become sensitive')
        button.click()

    def activate(self, action):
        """An action of the window without a parameter, such as win.undo"""
        self.wait(lambda: self.try_action(action), f'the action {action}')

    def try_action(self, action):
        for widget in self.find_all('frame'):
            if action in widget.actions():
                widget.act(action)
                return True
        return False

    def place(self, widget, window=None):
        """The middle of `widget` on the screen. `window` is the one that it is in, the main one by default."""
        x, y, width, height = widget.extents()
        _, _, frame_width, frame_height = (window or self.window()).extents()
        left, top, outer_width, outer_height = self.geometry()
        # The X window has an invisible border around the frame
        return (left + (outer_width - frame_width) // 2 + x + width // 2,
                top + (outer_height - frame_height) // 2 + y + height // 2)

    def geometry(self):
        """(x, y, width, height) of the X window"""
        found = xdotool('search', '--onlyvisible', '--pid', str(self.process.pid)).split()
        biggest = (0, 0, 0, 0)
        for window in found:
            values = dict(line.split('=') for line in xdotool('getwindowgeometry', '--shell', window).split())
            box = tuple(int(values[key]) for key in ('X', 'Y', 'WIDTH', 'HEIGHT'))
            if box[2] * box[3] > biggest[2] * biggest[3]:
                biggest = box
        return biggest

    def point(self, widget, *clicks):
        """Moves the pointer there, and does `clicks`: arguments of xdotool such as 'click', '1'"""
        x, y = self.place(widget)
        # From beside it: xdotool waits for a quarter of a minute for a motion to where the pointer is already.
        xdotool('mousemove', str(x + 1), str(y), 'mousemove', '--sync', str(x), str(y), *clicks)

    def move(self, x, y):
        """Puts its window there on the screen"""
        for window in xdotool('search', '--onlyvisible', '--pid', str(self.process.pid)).split():
            xdotool('windowmove', '--sync', window, str(x), str(y))

    def keys(self, *keys):
        """Key presses, to the window under the pointer: there is no window manager"""
        xdotool('key', *keys)

    def type(self, text):
        xdotool('type', '--delay', '10', text)

    # -- ending

    def close(self):
        """As the window's close button does"""
        self.process.send_signal(signal.SIGTERM)
        self.ended()

    def ended(self):
        try:
            status = self.process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f'{self.name} does not end') from None
        self.log.close()
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(LIMIT)
        self.log.close()

    def messages(self):
        with open(self.log_path, encoding='utf-8', errors='replace') as stream:
            return [line.rstrip() for line in stream if line.strip()]

    def complaints(self):
        """Criticals and warnings of the program and its libraries"""
        return [line for line in self.messages()
                if ('-CRITICAL **' in line or 'Gtk-WARNING **' in line or 'kindred' in line and '-WARNING **' in line)
                and not any(known in line for known in IGNORED)]


def drag(start, end):
    """From one point on the screen to another, in steps as a hand does it"""
    pick_up(start)
    drop(start, end)


def pick_up(point):
    """What is there: it is dragged as soon as the pointer goes on"""
    xdotool('mousemove', '--sync', *map(str, point), 'mousedown', '1')


def carry(start, end):
    (x, y), (to_x, to_y) = start, end
    for step in range(1, 21):
        xdotool('mousemove', '--sync', str(x + (to_x - x) * step // 20), str(y + (to_y - y) * step // 20))


def drop(start, end):
    carry(start, end)
    # Where it ends has to be told by the target before the button is let go: moves are answered in turn.
    for _ in range(5):
        xdotool('mousemove_relative', '--sync', '1', '0', 'mousemove_relative', '--sync', '--', '-1', '0')
    xdotool('mouseup', '1')


def xdotool(*args):
    return subprocess.run(['xdotool', *args], check=True, timeout=LIMIT, capture_output=True, text=True).stdout


def screenshot(path):
    subprocess.run(['import', '-window', 'root', path], check=False, timeout=LIMIT)


def home():
    """A home of its own for what is tested, and its environment"""
    folder = tempfile.mkdtemp(prefix='kindred-e2e-')
    environment = dict(os.environ, HOME=folder, GSK_RENDERER='cairo', GTK_USE_PORTAL='0',
                       GSETTINGS_BACKEND='memory', LANG='C.UTF-8', LC_ALL='C.UTF-8')
    environment.pop('G_DEBUG', None)  # see IGNORED
    for kind in ('DATA', 'CACHE', 'CONFIG', 'STATE'):
        environment[f'XDG_{kind}_HOME'] = os.path.join(folder, kind.lower())
    environment.pop('GTK_A11Y', None)
    settings = os.path.join(folder, 'config', 'gtk-4.0')
    os.makedirs(settings)
    with open(os.path.join(settings, 'settings.ini'), 'w', encoding='utf-8') as stream:
        stream.write('[Settings]\ngtk-enable-animations=false\n')
    return folder, environment


def skip_unless(*conditions):
    """(condition, reason) each: ends the test with a reason"""
    for condition, reason in conditions:
        if not condition:
            print(f'skipped: {reason}')
            sys.exit(77)


def has_typelib(name, version):
    return version in gi.Repository.get_default().enumerate_versions(name)
