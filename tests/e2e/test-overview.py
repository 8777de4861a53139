#!/usr/bin/python3
"""test-overview.py BUILD SAMPLE: searching for people in the desktop's overview. This asks over the session bus what
GNOME's shell asks, and the bus starts Kindred as it does for the shell.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

import driver
import windowtest

from gi.repository import Gio, GLib  # noqa: E402

APP_ID = 'io.github.kindred_photos.Kindred'
OBJECT = '/io/github/kindred_photos/Kindred/SearchProvider'

# Seconds. The shell gives up after a while, and the user before.
ANSWER_LIMIT = 20


def run_on_bus():
    """Runs this program again, on a bus that can start Kindred from the build folder"""
    with tempfile.TemporaryDirectory() as folder:
        services = pathlib.Path(folder, 'dbus-1/services')
        services.mkdir(parents=True)
        template = (pathlib.Path(__file__).parents[2] / f'data/{APP_ID}.service.in').read_text(encoding='utf-8')
        service = template.replace('@app_id@', APP_ID).replace('@bindir@', str(windowtest.WINDOW.parent))
        (services / f'{APP_ID}.service').write_text(service, encoding='utf-8')
        data_dirs = os.environ.get('XDG_DATA_DIRS', '/usr/local/share:/usr/share')
        environment = dict(os.environ, KINDRED_TEST_BUS='1', XDG_DATA_DIRS=f'{folder}:{data_dirs}')
        command = ['dbus-run-session', '--', sys.executable, '-W', 'ignore::DeprecationWarning', *sys.argv]
        return subprocess.run(command, env=environment, check=False).returncode


bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(name, path, interface, method, parameters, reply=None):
    return bus.call_sync(name, path, interface, method, parameters, reply and GLib.VariantType(reply),
                         Gio.DBusCallFlags.NONE, ANSWER_LIMIT * 1000).unpack()


def ask_bus(method, parameters, reply=None):
    return call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, parameters, reply)


def ask(method, parameters, reply=None):
    return call(APP_ID, OBJECT, 'org.gnome.Shell.SearchProvider2', method, parameters, reply)


def search(*terms):
    return ask('GetInitialResultSet', GLib.Variant('(as)', (terms,)), '(as)')[0]


class Service(driver.App):
    """Kindred as the bus started it"""

    def __init__(self, log):  # pylint: disable=super-init-not-called
        self.name = 'kindred'
        self.process = self
        self.log_path = log
        self.returncode = 'not known'
        driver.Atspi.set_timeout(5000, 10000)

    @property
    def pid(self):
        return ask_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (APP_ID,)), '(u)')[0]

    def poll(self):
        return None if has_owner() else self.returncode


def has_owner():
    return ask_bus('NameHasOwner', GLib.Variant('(s)', (APP_ID,)), '(b)')[0]


class Overview(unittest.TestCase):
    def setUp(self):
        self.folder, environment = driver.home()
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = environment
        self.addCleanup(self.quit)
        ask_bus('UpdateActivationEnvironment', GLib.Variant('(a{ss})', (environment,)))
        self.library = os.path.join(environment['XDG_DATA_HOME'], 'kindred/library.db')
        self.app = Service(os.devnull)

    def quit(self):
        end = time.monotonic() + driver.LIMIT
        while has_owner() and time.monotonic() < end:
            bus.call_sync(APP_ID, '/' + APP_ID.replace('.', '/'), 'org.gtk.Actions', 'Activate',
                          GLib.Variant('(sava{sv})', ('quit', [], {})), None, Gio.DBusCallFlags.NONE, -1)
            time.sleep(0.05)
        self.assertFalse(has_owner(), 'it does not quit')

    def cli(self, *args):
        subprocess.run([windowtest.CLI, '--library', self.library, *map(str, args)], env=self.environment, check=True,
                       capture_output=True, timeout=driver.LIMIT)

    def make_library(self):
        os.makedirs(os.path.dirname(self.library))
        subprocess.run([windowtest.MAKE_LIBRARY, '--faces', '80', '--people', '6', '--photos', '60', '--thumbnails',
                        self.environment['XDG_CACHE_HOME'], self.library], check=True, capture_output=True,
                       timeout=driver.LIMIT)
        self.cli('name', 1, 'Zoë Müller')
        self.cli('name', 2, 'Anna <b>Schmidt & Co')
        self.cli('name', 3, 'Zoe Hidden')
        self.cli('hide', 3)

    def windows(self):
        root = self.app.root()
        return [widget for widget in root.children() if widget.role == 'frame'] if root else []

    def test_results(self):
        self.make_library()
        self.assertEqual(search('mull'), ['1'])
        self.assertEqual(self.windows(), [])
        self.assertEqual(search('ZOE'), ['1'])  # not who is hidden
        self.assertEqual(search('schm', 'ann'), ['2'])
        self.assertEqual(search('chmidt'), [])
        self.assertEqual(search(), [])
        self.assertEqual(search(' ', ''), [])
        both = ask('GetSubsearchResultSet', GLib.Variant('(asas)', (['1', '2'], ['anna'])), '(as)')[0]
        self.assertEqual(both, ['2'])

    def test_metas(self):
        self.make_library()
        identifiers = ['2', '1', '3', '999', 'nonsense', '-1', '']
        metas = ask('GetResultMetas', GLib.Variant('(as)', (identifiers,)), '(aa{sv})')[0]
        self.assertEqual([meta['id'] for meta in metas], ['2', '1'])
        self.assertEqual([meta['name'] for meta in metas], ['Anna <b>Schmidt & Co', 'Zoë Müller'])
        for meta in metas:
            self.assertRegex(meta['description'], r'\d+ faces in \d+ photos')
            kind, data = meta['icon']
            self.assertEqual(kind, 'bytes')
            self.assertEqual(bytes(data[:3]), b'\xff\xd8\xff')
        self.assertEqual(self.windows(), [])

    def test_pictures_gone(self):
        self.make_library()
        shutil.rmtree(self.environment['XDG_CACHE_HOME'])
        metas = ask('GetResultMetas', GLib.Variant('(as)', (['1'],)), '(aa{sv})')[0]
        self.assertEqual([(meta['id'], meta['name'], 'icon' in meta) for meta in metas], [('1', 'Zoë Müller', False)])

    def test_activate(self):
        self.make_library()
        ask('ActivateResult', GLib.Variant('(sasu)', ('1', ['mull'], 0)))
        self.app.find('table', 'Faces')
        self.app.find('label', 'Zoë Müller')
        # The people are below.
        self.app.activate('win.go-back')
        self.app.find('table', 'People')

    def test_launch(self):
        self.make_library()
        ask('LaunchSearch', GLib.Variant('(asu)', (['schm', 'ann'], 0)))
        table = self.app.find('table', 'People')
        self.app.wait(lambda: len(self.app.find_all(driver.CELL, below=table)) == 1, 'one person')
        self.app.wait(lambda: any(entry.text == 'schm ann' for entry in self.app.find_all(driver.ENTRY)), 'the search')
        # From a person, back to all, with another search
        ask('ActivateResult', GLib.Variant('(sasu)', ('1', ['mull'], 0)))
        self.app.find('table', 'Faces')
        ask('LaunchSearch', GLib.Variant('(asu)', (['zoe'], 0)))
        self.app.wait(lambda: any(entry.text == 'zoe' for entry in self.app.find_all(driver.ENTRY)), 'the search')
        self.assertEqual(len(self.windows()), 1)

    def test_activate_nobody(self):
        self.make_library()
        ask('ActivateResult', GLib.Variant('(sasu)', ('nonsense', [], 0)))
        self.app.find('table', 'People')

    def test_no_library(self):
        self.assertEqual(search('anna'), [])
        metas = ask('GetResultMetas', GLib.Variant('(as)', (['1'],)), '(aa{sv})')[0]
        self.assertEqual(metas, [])
        self.assertFalse(os.path.exists(os.path.dirname(self.library)), 'nobody asked for a library')

    def test_damaged_library(self):
        os.makedirs(os.path.dirname(self.library))
        with open(self.library, 'wb') as stream:
            stream.write(b'nothing')
        self.assertEqual(search('anna'), [])
        self.assertEqual(self.windows(), [])


if __name__ == '__main__':
    driver.skip_unless((windowtest.WINDOW.exists(), 'the window is not built'))
    if 'KINDRED_TEST_BUS' not in os.environ:
        sys.exit(run_on_bus())
    # Starts the bus of accessibility before tests change the folder that it lives in
    driver.Atspi.get_desktop(0)
    unittest.main(argv=sys.argv[:1], verbosity=2)
