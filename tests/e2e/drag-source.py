#!/usr/bin/python3
"""drag-source.py PATH...: a small window from which these files can be dragged, as from a file manager.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GObject, Gtk  # noqa: E402


def activated(application):
    files = Gdk.FileList.new_from_array([Gio.File.new_for_path(path) for path in sys.argv[1:]])
    value = GObject.Value(Gdk.FileList, files)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.set_content(Gdk.ContentProvider.new_for_value(value))
    label = Gtk.Label(label='Drag')
    label.add_controller(source)
    window = Gtk.ApplicationWindow(application=application, title='Files', decorated=False, child=label,
                                   default_width=120, default_height=80)
    window.present()


def main():
    application = Gtk.Application(application_id='io.github.kindred_photos.DragSource')
    application.connect('activate', activated)
    application.run()


if __name__ == '__main__':
    main()
