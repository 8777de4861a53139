#!/usr/bin/python3
"""kindred-cli dbscan gives every point the label that scikit-learn's DBSCAN gives it.

check-dbscan.py KINDRED-CLI --made MAKE-EMBEDDINGS       points made at random
check-dbscan.py KINDRED-CLI --real EMBED FOLDER...       the faces of photos; folders that are not there are named

SPDX-License-Identifier: GPL-3.0-or-later
"""

import importlib.util
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy as np
    from sklearn.cluster import DBSCAN
except ImportError as error:
    print('skipped: nothing to compare with:', error)
    sys.exit(77)


def load_maker(path):
    spec = importlib.util.spec_from_file_location('make_embeddings', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(maker):
    """(name, points, eps, min_samples)"""
    rng = np.random.default_rng(7)
    for n, dimension, eps in ((1, 3, 0.5), (50, 1, 0.02), (400, 2, 0.05), (3000, 3, 0.09), (2500, 16, 0.9)):
        points = rng.random((n, dimension))
        for min_samples in (1, 4):
            yield f'uniform {n} x {dimension}', points, eps, min_samples

    centres = rng.normal(size=(30, 24))
    blobs = centres[rng.integers(0, 30, 2600)] + 0.25 * rng.standard_t(3, size=(2600, 24))
    for eps in (1.3, 1.8):
        yield 'heavy-tailed groups', blobs, eps, 5
    yield 'far from the origin', blobs + 100, 1.3, 5
    yield 'one point over and over', np.full((1000, 128), 0.1), 0.01, 1000

    faces = maker.make(4000)
    for eps in (0.36, 0.46, 0.5, 0.56):
        for min_samples in (2, 5):
            yield 'faces', faces, eps, min_samples


def real_cases(embed, albums):
    for album in map(pathlib.Path, albums):
        if not album.is_dir():
            print('skipped: there is no', album)
            continue
        with tempfile.TemporaryDirectory() as folder:
            matrix = pathlib.Path(folder, 'faces.npy')
            subprocess.run([embed, album, matrix, pathlib.Path(folder, 'faces.json')], check=True)
            points = np.load(matrix)
        for eps in (0.36, 0.42, 0.46, 0.5, 0.56, 0.62):
            for min_samples in (1, 2, 5):
                yield f'{album.name}, {len(points)} faces', points, eps, min_samples


def main():
    program, kind = sys.argv[1:3]
    chosen = cases(load_maker(sys.argv[3])) if kind == '--made' else real_cases(sys.argv[3], sys.argv[4:])
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, 'in.npy'), pathlib.Path(folder, 'out.npy')
        for name, points, eps, min_samples in chosen:
            points = points.astype(np.float32)
            np.save(source, points)
            subprocess.run([program, 'dbscan', '--eps', str(eps), '--min-samples', str(min_samples), source, target],
                           check=True, stdout=subprocess.DEVNULL)
            ours = np.load(target)
            theirs = DBSCAN(eps=eps, min_samples=min_samples).fit(points).labels_
            different = int((ours != theirs).sum())
            failures += different > 0
            print(f'{"FAILED" if different else "ok"}: {name}, eps {eps}, min_samples {min_samples}: '
                  f'{ours.max() + 1} groups, {(ours == -1).sum()} noise, {different} labels differ')
    return failures > 0


sys.exit(main())
