#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare ways to group the faces of scanned albums whose people are known.

usage: grouping-quality.py WHAT KINDRED_GROUP LIBRARY.db TRUTH [LIBRARY.db TRUTH]...

KINDRED_GROUP is tests/perf/kindred-group of the build; LIBRARY.db is from kindred-cli scan.  TRUTH is a file {file
name: [{"person": name, "box": [x, y, width, height]}, ...]} in pixels of the upright picture, or "folders" where each
picture lies in a folder with its person's name.  WHAT is a list of these, with commas, or "all":

compare         a line a method: pair precision and recall, BCubed precision, recall and F1 (Amigo et al. 2009),
                persons with two faces or more, pairs of one photo put together
order           how much the result depends on the order in which the photos come
steps           the same figures for the steps of strictness
questions       what is settled by 50 and 250 questions, answered truthfully
bursts          what near-duplicates do, in an album by make-bursts.py
cross-validate  eps, max_mean and the weight of pairs, each chosen without a fifth of the people; over all albums

Faces without a person count as groups of one; faces that are no true face are left out.
"""

import json
import os
import random
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

import numpy as np
from sklearn.cluster import DBSCAN
from sklearn.metrics import adjusted_rand_score

from hdbscan_reference import hdbscan

MODELS = os.path.join(os.path.dirname(__file__), "../../src/base/kindred-models.c")


def load(library):
    """Faces of the library: embedding, photo, centre of the box in pixels, quality, person."""
    db = sqlite3.connect("file:%s?mode=ro" % library, uri=True)
    rows = db.execute(
        "SELECT p.path, d.x, d.y, d.width, d.height, p.width, p.height, f.quality, f.person, e.vector"
        " FROM faces f JOIN detections d ON d.face = f.id JOIN photos p ON p.id = f.photo"
        " JOIN embeddings e ON e.face = f.id WHERE f.decision < 2 AND p.missing = 0 ORDER BY f.id")
    faces = []
    for path, x, y, w, h, width, height, quality, person, vector in rows:
        faces.append({"photo": path.decode("utf-8", "surrogateescape"), "x": (x + w / 2) * width,
                      "y": (y + h / 2) * height, "quality": quality, "person": person,
                      "embedding": struct.unpack("<128f", vector)})
    return faces


def match(faces, truth):
    """True person of each face, None where it is no true face; the nearest centre wins."""
    taken = {}
    for index, face in enumerate(faces):
        for k, true in enumerate(truth.get(os.path.basename(face["photo"]), [])):
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
    print("%-48s %6.4f %6.4f  %6.4f %6.4f %6.4f  %5d %4d" % ((what,) + values), flush=True)


def heading(what):
    print("\n%-48s %6s %6s  %6s %6s %6s  %5s %4s" % (what, "pair p", "pair r", "bc p", "bc r", "bc F1", "pers.", "imp."))


class Album:
    """Faces, whom they show, and our ways to group them."""

    def __init__(self, program, folder, library, truth):
        self.program, self.folder = program, folder
        self.what = os.path.basename(library)
        faces = load(library)
        self.photos = [face["photo"] for face in faces]
        if truth == "folders":
            self.names = [os.path.basename(os.path.dirname(photo)) for photo in self.photos]
        else:
            with open(truth, encoding="utf-8") as file:
                self.names = match(faces, json.load(file))
        self.points = np.array([face["embedding"] for face in faces])
        self.library = [-1 if face["person"] is None else face["person"] for face in faces]
        self.quality = [face["quality"] for face in faces]
        self.track = [-1] * len(faces)
        self.write()

    def write(self, kept=slice(None)):
        """What run() is to group: all, or the faces with these indices."""
        np.save(os.path.join(self.folder, "in.npy"), self.points[kept].astype(np.float32))
        photos, people = {}, {None: -1}
        with open(os.path.join(self.folder, "faces.txt"), "w", encoding="ascii") as out:
            for index in np.arange(len(self.photos))[kept]:
                out.write("%d %f %d %d\n" % (photos.setdefault(self.photos[index], len(photos)), self.quality[index],
                                             people.setdefault(self.names[index], len(people) - 1), self.track[index]))

    def run(self, *options):
        files = [os.path.join(self.folder, name) for name in ("in.npy", "faces.txt", "out.npy")]
        subprocess.check_call([self.program, "--min-quality", "0.15", *map(str, options), *files])
        return [int(label) for label in np.load(files[2])]

    def score(self, labels, people=None):
        """Of @people alone, if given."""
        names = [name if people is None or name in people else None for name in self.names]
        return score(labels, names, self.photos)

    def best(self, runs):
        """Of (what, labels): the one with the highest BCubed F1."""
        scored = [(self.score(labels), what) for what, labels in runs]
        values, what = max(scored, key=lambda pair: pair[0][4])
        report("  its best: " + what, values)


# ---- what can be asked ----

def compare(album):
    heading("%s: %d faces, %d of them true" % (album.what, len(album.names), sum(n is not None for n in album.names)))
    radii = [round(0.30 + 0.01 * k, 2) for k in range(31)]

    def dbscan(eps, min_samples):
        return list(DBSCAN(eps=eps, min_samples=min_samples).fit_predict(album.points))

    report("scikit-learn DBSCAN, eps 0.5, min_samples 5", album.score(dbscan(0.5, 5)))
    album.best(("eps %.2f, min_samples %d" % (eps, m), dbscan(eps, m)) for eps in radii for m in (2, 3, 5))
    report("HDBSCAN, min_cluster_size 5, min_samples 5", album.score(hdbscan(album.points, 5, 5)))
    album.best(("min_cluster_size %d, min_samples %d" % (size, m), hdbscan(album.points, size, m))
               for size in (2, 3, 4, 5, 8) for m in (1, 2, 3, 5))
    report("Chinese whispers, 0.4", album.score(album.run("--chinese-whispers", "--eps", 0.4)))
    album.best(("%.2f" % eps, album.run("--chinese-whispers", "--eps", eps)) for eps in radii)
    report("Kindred, as in the library", album.score(album.library))
    report("Kindred, all at once", album.score(album.run()))


def order(album):
    at_once = singles(album.run())
    indices = [adjusted_rand_score(at_once, singles(album.run("--portions", 10, "--seed", seed)))
               for seed in range(1, 11)]
    print("\n%s: 10 orders in 10 portions each: adjusted Rand index to all at once %.4f at least, %.4f on average"
          % (album.what, min(indices), sum(indices) / len(indices)), flush=True)


def steps(album):
    """As the program has them for compact-1."""
    with open(MODELS, encoding="utf-8") as file:
        table = file.read().partition('"compact-1",')[2].partition(";")[0]
    heading(album.what + ": steps of strictness")
    for step, (eps, max_mean) in enumerate(re.findall(r"{ ([\d.]+), ([\d.]+) }", table)):
        labels = album.run("--eps", eps, "--max-mean", max_mean)
        largest = max(Counter(label for label in labels if label >= 0).values(), default=0)
        report("%+d: eps %s, max_mean %s, largest %d" % (step - 2, eps, max_mean, largest), album.score(labels))


def count_separations(album, labels):
    labels = singles(labels)
    kept = [i for i, name in enumerate(album.names) if name is not None]
    together = pairs(Counter((labels[i], album.names[i]) for i in kept))
    return pairs(Counter(album.names[i] for i in kept)) - together


def questions(album):
    before = count_separations(album, album.run())
    heading(album.what + ": questions")
    for n in (0, 50, 250):
        labels = album.run("--questions", n)
        settled = 1 - count_separations(album, labels) / max(before, 1)
        report("%d, settle %.1f %% of the wrong separations" % (n, 100 * settled), album.score(labels))


def get_moment(photo):
    """The same for all frames of a burst, and whether it is one that was made."""
    name, _, frame = os.path.splitext(os.path.basename(photo))[0].partition("~")
    return name, frame != ""


def bursts(album):
    moments = [get_moment(photo)[0] for photo in album.photos]
    made = [get_moment(photo)[1] for photo in album.photos]
    in_burst = {moment for moment, is_made in zip(moments, made) if is_made}
    originals = [i for i, is_made in enumerate(made) if not is_made]
    real_people = Counter(album.names[i] for i in originals)

    def tell(what, labels, kept):
        """Scores the originals alone, then says how the bursts fared."""
        names = [None if is_made else name for is_made, name in zip(made, album.names)]
        report(what, score([labels[i] for i in kept], [names[i] for i in kept], [album.photos[i] for i in kept]))
        views, groups = defaultdict(list), defaultdict(list)
        for i in kept:
            if moments[i] in in_burst and album.names[i] is not None:
                views[moments[i], album.names[i]].append(labels[i])
            if labels[i] >= 0:
                groups[labels[i]].append(i)
        whole = sum(1 for found in views.values() if len(set(found)) == 1 and found[0] >= 0)
        torn = sum(1 for found in views.values() if len({label for label in found if label >= 0}) > 1)
        single = [group for group in groups.values() if len({moments[i] for i in group}) == 1]
        elsewhere = sum(1 for group in single if real_people[album.names[group[0]]] > 1)
        mixed = sum(1 for group in groups.values() if len({album.names[i] for i in group} - {None}) > 1)
        print("  of %d faces in bursts %d all in one person, %d in several; %d persons, %d of strangers, %d of one moment,"
              " %d of these seen elsewhere, too" % (len(views), whole, torn, len(groups), mixed, len(single), elsewhere))

    heading(album.what + ": figures of the %d faces that are not made" % len(originals))
    album.write(originals)
    labels = [-1] * len(made)
    for index, label in zip(originals, album.run()):
        labels[index] = label
    tell("without bursts", labels, originals)
    album.write()
    everything = range(len(made))
    tell("with bursts", album.run(), everything)
    quality = album.quality
    album.quality = [0 if alone else q for alone, q in zip(only_own_moment(album, moments), quality)]
    album.write()
    tell("cores have neighbours of another moment", album.run(), everything)
    album.quality = quality
    tracks = {}
    album.track = [-1 if name is None or moment not in in_burst else tracks.setdefault((moment, name), len(tracks))
                   for moment, name in zip(moments, album.names)]
    album.write()
    tell("a burst's frames known to be one person's", album.run(), everything)
    album.track = [-1] * len(made)
    album.write()


def only_own_moment(album, moments, eps=0.49):
    """Of each face whether all its neighbours are of its own moment, and there are some."""
    found = []
    for index, point in enumerate(album.points):
        near = np.flatnonzero(np.linalg.norm(album.points - point, axis=1) <= eps)
        found.append(len(near) > 1 and all(moments[i] == moments[index] for i in near))
    return found


# A precision below this is no choice, in any album.
SAFE = 0.985


def cross_validate(albums):
    grid = [(weight, eps, max_mean) for weight in (0.2, 0.4, 0.5, 0.6, 0.8, 1.0) for eps in (0.46, 0.47, 0.48, 0.49, 0.50)
            for max_mean in (0.44, 0.45, 0.46, 0.465, 0.47, 0.475, 0.48, 0.49, 0.50, 0.51, 0.52)]
    labels = [[album.run("--pairs-weight", w, "--eps", e, "--max-mean", m) for album in albums] for w, e, m in grid]
    people = sorted({name for album in albums for name in album.names if name is not None})
    random.Random(1).shuffle(people)

    def judge(index, some):
        """The lowest pair precision and the mean BCubed F1 of the albums that have any of these people."""
        scores = [album.score(found, some) for album, found in zip(albums, labels[index])
                  if any(name in some for name in album.names)]
        return min(s[0] for s in scores), sum(s[4] for s in scores) / len(scores)

    default = grid.index((0.4, 0.49, 0.47))
    print("\nfive folds: weight, eps, max_mean chosen on four; pair precision and BCubed F1 there, on the fifth, and the"
          " default's on the fifth")
    for fold in range(5):
        out = set(people[fold::5])
        scores = {index: judge(index, set(people) - out) for index in range(len(grid))}
        chosen = max((index for index in scores if scores[index][0] >= SAFE), key=lambda index: scores[index][1])
        print("%d: %.1f %.2f %.3f  %.4f %.4f  %.4f %.4f  %.4f %.4f"
              % ((fold,) + grid[chosen] + scores[chosen] + judge(chosen, out) + judge(default, out)), flush=True)

    print("\nbest of each weight, on everybody: eps, max_mean, pair precision, BCubed F1")
    for weight in sorted({w for w, _, _ in grid}):
        scores = {index: judge(index, set(people)) for index, setting in enumerate(grid) if setting[0] == weight}
        safe = [index for index in scores if scores[index][0] >= SAFE]
        if safe:
            chosen = max(safe, key=lambda index: scores[index][1])
            print("%.1f: %.2f %.3f  %.4f %.4f" % (grid[chosen] + scores[chosen]), flush=True)


EACH = {"compare": compare, "order": order, "steps": steps, "questions": questions, "bursts": bursts}


def main(what, program, *files):
    wanted = [*EACH.keys() - {"bursts"}, "cross-validate"] if what == "all" else what.split(",")
    with tempfile.TemporaryDirectory() as folder:
        albums = []
        for library, truth in zip(files[::2], files[1::2]):
            albums.append(Album(program, tempfile.mkdtemp(dir=folder), library, truth))
        for album in albums:
            for name in (name for name in EACH if name in wanted):
                EACH[name](album)
        if "cross-validate" in wanted:
            cross_validate(albums)


if __name__ == "__main__":
    if len(sys.argv) < 5 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    main(*sys.argv[1:])
