#!/usr/bin/python3
"""Embeddings as a photo library has them: make-embeddings.py N OUT.npy

A few people with thousands of faces, a long tail, strangers seen once.  Lengths, spectrum and
distances are those of compact-1's embeddings of real albums: length 0.4787, the first 64 principal
axes hold 81 % of the variance, strangers 0.60 to 0.72 apart, one person's faces 0.2 to 0.45.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import sys

import numpy as np

DIMENSION = 128
LENGTH = 0.4787
STRANGERS = 0.3  # share of all faces
LARGEST = 0.05


def sizes(n, rng):
    """Zipf-like: the first person has 5 % of all faces."""
    result = []
    left = round(n * (1 - STRANGERS))
    rank = 1
    while left > 0:
        size = min(left, max(2, round(n * LARGEST / rank ** 0.9)))
        result.append(size)
        left -= size
        rank += 1
    return result + [1] * (n - sum(result))


def spectrum():
    """Variances along the axes: straight lines through the shares that were measured."""
    shares = np.interp(np.arange(DIMENSION + 1), [0, 4, 8, 16, 24, 32, 40, 48, 64, 96, 128],
                       [0, .139, .233, .376, .487, .575, .65, .714, .815, .942, 1])
    return np.diff(shares)


def normalized(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def make(n, seed=1):
    rng = np.random.default_rng(seed)
    deviations = np.sqrt(spectrum())
    rotation = np.linalg.qr(rng.normal(size=(DIMENSION, DIMENSION)))[0]
    counts = sizes(n, rng)
    centres = normalized(rng.normal(size=(len(counts), DIMENSION)) * deviations)
    person = np.repeat(np.arange(len(counts)), counts)
    rng.shuffle(person)
    points = np.empty((n, DIMENSION), np.float32)
    for start in range(0, n, 65536):
        rows = slice(start, min(start + 65536, n))
        # How much a face differs from the person's others: most a little, some a lot
        spread = rng.uniform(0.35, 0.62, size=(rows.stop - start, 1))
        noise = normalized(rng.normal(size=(rows.stop - start, DIMENSION)) * deviations)
        points[rows] = normalized((centres[person[rows]] + spread * noise) @ rotation) * LENGTH
    return points


if __name__ == '__main__':
    np.save(sys.argv[2], make(int(sys.argv[1])))
