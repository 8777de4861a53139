#!/usr/bin/python3
"""How long grouping takes, and how much memory: ours beside scikit-learn, FAISS and dlib, in one run.

bench-grouping.py TIME-GROUPING [--dlib TIME-DLIB-WHISPERS] [--ours-only] SIZE...

Every way runs in a process of its own over the same file, one after the other, on all CPUs. The time is that
of the work alone, without start and reading; CPU time tells more when others use the machine as well. Memory is
the peak of the process, with the file and, for the others, with Python.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import argparse
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np

EPS = 0.46
MIN_SAMPLES = 3

OURS = {
    'ours: DBSCAN': ['--method', 'dbscan'],
    'ours: regroup, with all rules': ['--method', 'regroup'],
    'ours: 100 new faces, with all rules': ['--method', 'grow', '--rows', '100'],
    'ours: 100 faces gone, with all rules': ['--method', 'shrink', '--rows', '100'],
    'ours: Chinese whispers': ['--method', 'chinese-whispers'],
}

LIMITS = {
    'all pairs by single precision products': ['--method', 'pairs-by-products'],
    'half the bare matrix product': ['--method', 'matrix-product'],
}


def report(seconds, cpu_seconds):
    status = pathlib.Path('/proc/self/status').read_text(encoding='ascii')
    peak = int(status.partition('VmHWM:')[2].split()[0])
    print(json.dumps({'seconds': seconds, 'cpu_seconds': cpu_seconds, 'peak_kib': peak}))


def run_sklearn(source, target):
    from sklearn.cluster import DBSCAN

    points = np.load(source)
    start, cpu_start = time.perf_counter(), time.process_time()
    labels = DBSCAN(eps=EPS, min_samples=MIN_SAMPLES, n_jobs=-1).fit(points).labels_
    report(time.perf_counter() - start, time.process_time() - cpu_start)
    np.save(target, labels)


def run_faiss(source, target):
    """Range search alone, in portions, so that the neighbours need not all be held."""
    import faiss

    points = np.load(source)
    start, cpu_start = time.perf_counter(), time.process_time()
    index = faiss.IndexFlatL2(points.shape[1])
    index.add(points)
    for first in range(0, len(points), 4096):
        index.range_search(points[first:first + 4096], EPS * EPS)
    report(time.perf_counter() - start, time.process_time() - cpu_start)


CHILDREN = {'scikit-learn: DBSCAN': run_sklearn, 'FAISS: IndexFlatL2.range_search': run_faiss}


def make_embeddings(n, path):
    maker = pathlib.Path(__file__).with_name('make-embeddings.py')
    spec = importlib.util.spec_from_file_location('make_embeddings', maker)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    np.save(path, module.make(n))


def run(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        return None, (result.stderr.strip().splitlines() or [f'exit status {result.returncode}'])[-1]
    return json.loads(result.stdout), None


def commands(arguments, source, folder):
    """(name, command, file of labels that can be compared)"""
    program, ours_only = arguments.program, arguments.ours_only
    if arguments.dlib and not ours_only:
        yield 'dlib: chinese_whispers', [arguments.dlib, str(EPS), source], None
    if not ours_only:
        for name in CHILDREN:
            target = folder / 'sklearn.npy' if 'scikit' in name else None
            yield name, [sys.executable, __file__, '--child', name, source, folder / 'sklearn.npy'], target
    for name, options in (OURS | ({} if ours_only else LIMITS)).items():
        target = folder / 'ours.npy' if 'DBSCAN' in name else folder / 'other.npy'
        command = [program, '--eps', str(EPS), '--min-samples', str(MIN_SAMPLES), *options, source, target]
        yield name, command, target if 'DBSCAN' in name else None


def agreement(path, labels):
    if path is None or not path.exists():
        return ''
    if 'sklearn' in path.name:
        labels['sklearn'] = np.load(path)
        return 'reference'
    if 'sklearn' not in labels:
        return ''
    return f'{(np.load(path) == labels["sklearn"]).mean():.4%}'


def bench(arguments, n):
    print(f'\n{n} faces, eps {EPS}, min_samples {MIN_SAMPLES}')
    print(f'| {"":42} | seconds | CPU s | peak MiB | x scikit-learn | same labels |')
    print(f'|{"-" * 44}|---:|---:|---:|---:|---|')
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        source = folder / 'embeddings.npy'
        make_embeddings(n, source)
        labels = {}
        reference = None
        for name, command, target in commands(arguments, source, folder):
            result, reason = run(command)
            if reason:
                print(f'| {name:42} | {reason} |', flush=True)
                continue
            if 'scikit' in name:
                reference = result
            times = f'{reference["seconds"] / result["seconds"]:.1f}' if reference else ''
            print(f'| {name:42} | {result["seconds"]:.3f} | {result["cpu_seconds"]:.2f} | '
                  f'{result["peak_kib"] / 1024:.0f} | {times} | {agreement(target, labels)} |', flush=True)


def main():
    if sys.argv[1:2] == ['--child']:
        CHILDREN[sys.argv[2]](*sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--dlib', help='time-dlib-whispers, where it was built')
    parser.add_argument('--ours-only', action='store_true', help='for sizes that the others take too long for')
    parser.add_argument('sizes', type=int, nargs='+')
    arguments = parser.parse_args()
    for n in arguments.sizes:
        bench(arguments, n)


main()
