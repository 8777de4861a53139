#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Make bursts of near-duplicates from the pictures of an album whose people are known.

usage: make-bursts.py ALBUM OUT [N_BURSTS [FRAMES]]

ALBUM has pictures and a truth.json (see grouping-quality.py).  OUT gets links to all of them, and of N_BURSTS (100) of
the pictures FRAMES (3) more frames each, named PICTURE~1.jpg and so on: enlarged by 1 to 5 %, shifted by that much,
lighter or darker by 12 % at most, with noise, saved at another quality, and dated a second apart.  Every third burst is
blurred as a whole by motion: its faces are poor.  Its truth.json has the new frames as well.
"""

import json
import os
import random
import struct
import sys

import gi
import numpy as np

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf, GLib  # noqa: E402

NOISE = 3
LIGHT = 0.12
ENLARGED = (1.01, 1.05)
BLUR = (0.12, 0.25)  # of the width of the smallest face


def exif(second):
    """An APP1 segment that has nothing but DateTimeOriginal."""
    date = b"2020:06:01 %02d:%02d:%02d\0" % (second // 3600 % 24, second // 60 % 60, second % 60)
    tiff = (b"II*\0" + struct.pack("<I", 8)
            + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 26, 0)
            + struct.pack("<HHHIII", 1, 0x9003, 2, len(date), 44, 0) + date)
    return b"\xff\xe1" + struct.pack(">H", 8 + len(tiff)) + b"Exif\0\0" + tiff


def vary(pixbuf, rng, blur):
    """Pixels of a frame, and the scale and offsets that lead there."""
    width, height = pixbuf.get_width(), pixbuf.get_height()
    scale = rng.uniform(*ENLARGED)
    dx, dy = -rng.uniform(0, scale - 1) * width, -rng.uniform(0, scale - 1) * height
    frame = GdkPixbuf.Pixbuf.new(GdkPixbuf.Colorspace.RGB, False, 8, width, height)
    pixbuf.composite(frame, 0, 0, width, height, dx, dy, scale, scale, GdkPixbuf.InterpType.BILINEAR, 255)

    rows = np.frombuffer(frame.get_pixels(), np.uint8)
    rows = np.pad(rows, (0, frame.get_rowstride() * height - rows.size)).reshape(height, -1)
    pixels = rows[:, :3 * width].reshape(height, width, 3).astype(np.float32)
    if blur > 1:
        pixels = sum(np.roll(pixels, k, axis=1) for k in range(blur)) / blur
    pixels *= rng.uniform(1 - LIGHT, 1 + LIGHT)
    pixels += np.random.default_rng(rng.randrange(1 << 30)).normal(0, NOISE, pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8), scale, dx, dy


def save(pixels, path, rng, second):
    height, width, _ = pixels.shape
    pixbuf = GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes.new(pixels.tobytes()), GdkPixbuf.Colorspace.RGB, False, 8, width,
                                             height, 3 * width)
    _, jpeg = pixbuf.save_to_bufferv("jpeg", ["quality"], [str(rng.randrange(75, 96))])
    with open(path, "wb") as file:
        file.write(jpeg[:2] + exif(second) + jpeg[2:])


def main(album, out, n_bursts=100, n_frames=3):
    with open(os.path.join(album, "truth.json"), encoding="utf-8") as file:
        truth = json.load(file)
    rng = random.Random(1)
    os.makedirs(out)
    for name in truth:
        os.symlink(os.path.abspath(os.path.join(album, name)), os.path.join(out, name))

    chosen = rng.sample(sorted(name for name in truth if truth[name]), int(n_bursts))
    for number, name in enumerate(chosen):
        pixbuf = GdkPixbuf.Pixbuf.new_from_file(os.path.join(album, name)).apply_embedded_orientation()
        blur = 0
        if number % 3 == 2:
            blur = round(rng.uniform(*BLUR) * min(face["box"][2] for face in truth[name]))
        for k in range(1, int(n_frames) + 1):
            frame = "%s~%d.jpg" % (os.path.splitext(name)[0], k)
            pixels, scale, dx, dy = vary(pixbuf, rng, blur)
            save(pixels, os.path.join(out, frame), rng, 60 * number + k)
            truth[frame] = []
            for face in truth[name]:
                x, y, w, h = face["box"]
                truth[frame].append({"person": face["person"], "box": [x * scale + dx, y * scale + dy, w * scale, h * scale]})
    with open(os.path.join(out, "truth.json"), "w", encoding="utf-8") as file:
        json.dump(truth, file)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
