#!/usr/bin/python3
"""test-background.py BUILD SAMPLE: a scan waits for mains, goes on without a window, and keeps the computer awake
when asked. UPower and what of the desktop is concerned are played by this test, on buses of its own.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import subprocess
import threading

import driver
import windowtest

from gi.repository import Gio, GLib  # noqa: E402

UPOWER = """<node><interface name="org.freedesktop.UPower"><property name="OnBattery" type="b" access="read"/>
</interface></node>"""
NOTIFICATIONS = """<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
</interface></node>"""
PORTAL = """<node><interface name="org.freedesktop.portal.Background">
<method name="RequestBackground"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method>
</interface></node>"""
SESSION = """<node><interface name="org.gnome.SessionManager">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface></node>"""

SUSPEND = 4  # what GTK asks the session manager for


class Desktop:
    """What of a desktop Kindred talks to"""

    def __init__(self, system_address, session_address):
        self.on_battery = True
        self.told = []
        self.asked = []  # method and parameters, of the portal and the session manager
        self.system = self.session = None
        self.addresses = system_address, session_address
        self.ready = threading.Event()
        threading.Thread(target=self.run, daemon=True).start()
        self.ready.wait(driver.LIMIT)

    def run(self):
        # AT-SPI, which is in the main thread, has the default context for itself.
        context = GLib.MainContext.new()
        context.push_thread_default()
        self.system, self.session = map(self.connect, self.addresses)
        self.serve(self.system, 'org.freedesktop.UPower', UPOWER, self.called, self.get_property)
        self.serve(self.session, 'org.freedesktop.Notifications', NOTIFICATIONS, self.called, None)
        self.serve(self.session, 'org.gnome.SessionManager', SESSION, self.called, None)
        self.serve(self.session, 'org.freedesktop.portal.Desktop', PORTAL, self.called, None,
                   '/org/freedesktop/portal/desktop')
        self.ready.set()
        GLib.MainLoop.new(context, False).run()

    @staticmethod
    def connect(address):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        return Gio.DBusConnection.new_for_address_sync(address, flags)

    @staticmethod
    def serve(connection, name, interface, called, get_property, path=None):
        info = Gio.DBusNodeInfo.new_for_xml(interface).interfaces[0]
        connection.register_object(path or '/' + name.replace('.', '/'), info, called, get_property, None)
        Gio.bus_own_name_on_connection(connection, name, Gio.BusNameOwnerFlags.NONE)

    def get_property(self, *_):
        return GLib.Variant('b', self.on_battery)

    def called(self, _connection, _sender, _path, _interface, method, parameters, invocation):
        answers = {'GetCapabilities': GLib.Variant('(as)', (['body', 'actions'],)),
                   'GetServerInformation': GLib.Variant('(ssss)', ('test', 'test', '1', '1.2')),
                   'Notify': GLib.Variant('(u)', (len(self.told) + 1,)),
                   'RequestBackground': GLib.Variant('(o)', ('/org/freedesktop/portal/desktop/request/1',)),
                   'Inhibit': GLib.Variant('(u)', (1,))}
        if method == 'Notify':
            self.told.append(parameters.unpack()[3:5])
        elif method in ('RequestBackground', 'Inhibit', 'Uninhibit'):
            self.asked.append((method, parameters.unpack()))
        invocation.return_value(answers.get(method))

    def set_on_battery(self, on_battery):
        self.on_battery = on_battery
        changed = GLib.Variant('(sa{sv}as)', ('org.freedesktop.UPower', {'OnBattery': self.get_property()}, []))
        self.system.emit_signal(None, '/org/freedesktop/UPower', 'org.freedesktop.DBus.Properties',
                                'PropertiesChanged', changed)


class Background(windowtest.WindowTest):
    @classmethod
    def setUpClass(cls):
        command = ['dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address']
        cls.daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        address = cls.daemon.stdout.readline().strip()
        os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = address
        cls.desktop = Desktop(address, os.environ['DBUS_SESSION_BUS_ADDRESS'])

    @classmethod
    def tearDownClass(cls):
        cls.daemon.terminate()
        cls.daemon.wait()
        cls.daemon.stdout.close()

    def setUp(self):
        super().setUp()
        self.desktop.on_battery = True
        self.desktop.told.clear()
        self.desktop.asked.clear()

    def start_held(self):
        self.start(windowtest.SAMPLE)
        # An analyzer or two may have begun before UPower answered.
        self.app.find('label', driver.re.compile('^Paused: on battery'))

    def test_mains_again(self):
        self.start_held()
        self.desktop.set_on_battery(False)
        self.app.gone('label', driver.re.compile('^Paused'))
        self.desktop.set_on_battery(True)
        self.app.find('label', driver.re.compile('^Paused: on battery'))

    def test_scan_anyway(self):
        self.start_held()
        self.app.click('Scan Anyway')
        self.app.gone('label', driver.re.compile('^Paused'))
        self.desktop.set_on_battery(True)
        self.assertFalse(self.app.has('label', driver.re.compile('^Paused')))

    def asked(self, method):
        return [parameters for name, parameters in self.desktop.asked if name == method]

    def test_awake(self):
        settings = os.path.join(self.environment['XDG_CONFIG_HOME'], 'glib-2.0', 'settings')
        os.makedirs(settings)
        with open(os.path.join(settings, 'keyfile'), 'w', encoding='utf-8') as stream:
            stream.write('[io/github/kindred_photos/Kindred]\nkeep-awake=true\n')
        self.environment['GSETTINGS_BACKEND'] = 'keyfile'
        self.start_held()
        self.app.wait(lambda: len(self.asked('Uninhibit')) == len(self.asked('Inhibit')), 'rest while it waits')

        self.desktop.set_on_battery(False)
        self.app.wait(lambda: len(self.asked('Inhibit')) > len(self.asked('Uninhibit')), 'being kept awake')
        self.assertEqual(self.asked('Inhibit')[-1][3], SUSPEND)
        self.desktop.set_on_battery(True)
        self.app.wait(lambda: len(self.asked('Uninhibit')) == len(self.asked('Inhibit')), 'rest again')

    def test_window_closed(self):
        self.environment['FLATPAK_ID'] = 'io.github.kindred_photos.Kindred'
        self.start_held()
        self.app.activate('window.close')
        self.app.wait(lambda: [title for title, _ in self.desktop.told] == ['Still Finding People'], 'being told')
        self.app.wait(lambda: self.asked('RequestBackground'), 'the portal being asked')
        self.assertFalse(self.asked('RequestBackground')[0][1]['autostart'])
        self.assertEqual(self.asked('Inhibit'), [])
        self.desktop.set_on_battery(False)
        self.assertEqual(self.app.process.wait(windowtest.SCAN_LIMIT), 0)
        self.assertEqual(self.desktop.told[-1][0], 'All Photos Have Been Looked At')
        self.assertRegex(self.desktop.told[-1][1], r'^\d+ faces found')
        self.assertEqual({photo['state'] for photo in self.cli('photos')}, {'done'})
        self.app.log.close()

    def test_quit(self):
        self.start_held()
        driver.subprocess.run(['gdbus', 'call', '--session', '--dest', self.bus_name(), '--object-path',
                               '/' + self.bus_name().replace('.', '/'), '--method', 'org.gtk.Actions.Activate', 'quit',
                               '[]', '{}'], check=False, capture_output=True, timeout=driver.LIMIT)
        self.assertEqual(self.app.ended(), 0)
        self.assertEqual(self.desktop.told, [])

    def bus_name(self):
        names = self.desktop.session.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                               'ListNames', None, None, Gio.DBusCallFlags.NONE, -1).unpack()[0]
        return next(name for name in names if name.startswith('io.github.kindred_photos.Kindred'))


if __name__ == '__main__':
    windowtest.main()
