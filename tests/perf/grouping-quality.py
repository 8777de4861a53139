#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare ways to group the faces of a scanned album whose people are known.

usage: grouping-quality.py KINDRED_GROUP LIBRARY.db TRUTH.json

KINDRED_GROUP is tests/perf/kindred-group of the build. TRUTH.json: {file name: [{"person": name,
"box": [x, y, width, height]}, ...]} in pixels of the upright picture. Prints one line a method: pair
precision and recall, BCubed precision, recall and F1 (Amigo et al. 2009), persons with two faces or
more, pairs of one photo put together; then how much the result depends on the order in which the
photos come. Faces without a person count as groups of one; faces that are no true face are left out.
"""

import json
import os
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import numpy as np
from sklearn.cluster import DBSCAN
from sklearn.metrics import adjusted_rand_score


def load(library):
    """Faces of the library: embedding, photo, centre of the box in pixels, quality, person."""
    db = sqlite3.connect("file:%s?mode=ro" % library, uri=True)
    rows = db.execute(
        "SELECT p.path, d.x, d.y, d.width, d.height, p.width, p.height, f.quality, f.person, e.vector"
        " FROM faces f JOIN detections d ON d.face = f.id JOIN photos p ON p.id = f.photo"
        " JOIN embeddings e ON e.face = f.id WHERE f.decision < 2 AND p.missing = 0 ORDER BY f.id")
    faces = []
    for path, x, y, w, h, width, height, quality, person, vector in rows:
        faces.append({"photo": os.path.basename(path.decode("utf-8", "surrogateescape")),
                      "x": (x + w / 2) * width, "y": (y + h / 2) * height, "quality": quality,
                      "person": person, "embedding": struct.unpack("<128f", vector)})
    return faces


def match(faces, truth):
    """True person of each face, None where it is no true face; the nearest centre wins."""
    taken = {}
    for index, face in enumerate(faces):
        for k, true in enumerate(truth.get(face["photo"], [])):
            x, y, w, h = true["box"]
            if x <= face["x"] <= x + w and y <= face["y"] <= y + h:
                distance = (face["x"] - x - w / 2) ** 2 + (face["y"] - y - h / 2) ** 2
                key = (face["photo"], k)
                if key not in taken or distance < taken[key][0]:
                    taken[key] = (distance, index, true["person"])
    names = [None] * len(faces)
    for _, index, name in taken.values():
        names[index] = name
    return names


def pairs(counter):
    return sum(n * (n - 1) // 2 for n in counter.values())


def singles(labels):
    """The same with every face without a group in one of its own."""
    return [label if label >= 0 else -1 - index for index, label in enumerate(labels)]


def score(labels, names, photos):
    labels = singles(labels)
    kept = [i for i, name in enumerate(names) if name is not None]
    group, person = Counter(labels[i] for i in kept), Counter(names[i] for i in kept)
    both = Counter((labels[i], names[i]) for i in kept)
    same = pairs(both)
    precision = sum(both[labels[i], names[i]] / group[labels[i]] for i in kept) / len(kept)
    recall = sum(both[labels[i], names[i]] / person[names[i]] for i in kept) / len(kept)
    per_photo = defaultdict(Counter)
    for i in kept:
        per_photo[photos[i]][labels[i]] += 1
    return (same / max(pairs(group), 1), same / max(pairs(person), 1), precision, recall,
            2 * precision * recall / (precision + recall), sum(1 for n in group.values() if n > 1),
            sum(pairs(c) for c in per_photo.values()))


def report(what, values):
    print("%-44s %6.4f %6.4f  %6.4f %6.4f %6.4f  %5d %4d" % ((what,) + values))


class Ours:
    def __init__(self, program, folder, faces):
        self.program, self.folder = program, folder
        np.save(os.path.join(folder, "in.npy"), np.array([f["embedding"] for f in faces], dtype=np.float32))
        numbers = {}
        with open(os.path.join(folder, "faces.txt"), "w") as out:
            for face in faces:
                out.write("%d %f\n" % (numbers.setdefault(face["photo"], len(numbers)), face["quality"]))

    def run(self, *options):
        out = os.path.join(self.folder, "out.npy")
        subprocess.check_call([self.program, *map(str, options), os.path.join(self.folder, "in.npy"),
                               os.path.join(self.folder, "faces.txt"), out])
        return [int(label) for label in np.load(out)]


def best(runs, names, photos):
    """Of (what, labels): the one with the highest BCubed F1."""
    scored = [(score(labels, names, photos), what) for what, labels in runs]
    values, what = max(scored, key=lambda pair: pair[0][4])
    return what, values


def main(program, library, truth_file):
    faces = load(library)
    names = match(faces, json.load(open(truth_file)))
    photos = [face["photo"] for face in faces]
    points = np.array([face["embedding"] for face in faces])
    radii = [round(0.30 + 0.01 * k, 2) for k in range(31)]

    print("%d faces, %d of them true" % (len(faces), sum(name is not None for name in names)))
    print("%-44s %6s %6s  %6s %6s %6s  %5s %4s" % ("", "pair p", "pair r", "bc p", "bc r", "bc F1", "pers.", "imp."))

    report("scikit-learn DBSCAN, eps 0.5, min_samples 5",
           score(list(DBSCAN(eps=0.5, min_samples=5).fit_predict(points)), names, photos))
    what, values = best((("eps %.2f, min_samples %d" % (eps, m),
                          list(DBSCAN(eps=eps, min_samples=m).fit_predict(points)))
                         for eps in radii for m in (2, 3, 5)), names, photos)
    report("  its best: " + what, values)

    with tempfile.TemporaryDirectory() as folder:
        ours = Ours(program, folder, faces)
        report("Chinese whispers, 0.4", score(ours.run("--chinese-whispers", "--eps", 0.4), names, photos))
        what, values = best((("%.2f" % eps, ours.run("--chinese-whispers", "--eps", eps)) for eps in radii),
                            names, photos)
        report("  its best: " + what, values)
        report("Kindred, as in the library",
               score([f["person"] if f["person"] is not None else -1 for f in faces], names, photos))
        at_once = ours.run("--min-quality", 0.15)
        report("Kindred, all at once", score(at_once, names, photos))
        indices = [adjusted_rand_score(singles(at_once),
                                       singles(ours.run("--min-quality", 0.15, "--portions", 10, "--seed", seed)))
                   for seed in range(1, 11)]
        print("10 orders in 10 portions each: adjusted Rand index to all at once %.4f at least, %.4f on average"
              % (min(indices), sum(indices) / len(indices)))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
