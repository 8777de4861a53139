# SPDX-License-Identifier: GPL-3.0-or-later
"""HDBSCAN* for a few thousand points, to compare with: Debian 12 has neither python3-hdbscan nor a scikit-learn with it.

Campello, Moulavi, Sander: Density-based clustering based on hierarchical density estimates, PAKDD 2013.  Exact, by the
whole matrix of distances; written to be read, not to be fast.
"""

import numpy as np


def spanning_tree(points, min_samples):
    """Edges (distance, a, b) of the minimum spanning tree of mutual reachability, shortest first; a point is a
    neighbour of its own, as in scikit-learn."""
    squares = (points ** 2).sum(1)
    distance = np.sqrt(np.maximum(squares[:, None] + squares[None] - 2 * points @ points.T, 0))
    np.fill_diagonal(distance, 0)
    core = np.sort(distance, axis=1)[:, min_samples - 1]
    reach = np.maximum(distance, np.maximum(core[:, None], core[None]))

    nearest, towards = reach[0].copy(), np.zeros(len(points), int)
    nearest[0] = np.inf
    left = np.ones(len(points), bool)
    left[0] = False
    edges = []
    while left.any():
        new = int(np.where(left, nearest, np.inf).argmin())
        edges.append((float(nearest[new]), int(towards[new]), new))
        left[new] = False
        closer = left & (reach[new] < nearest)
        nearest[closer], towards[closer] = reach[new][closer], new
    return sorted(edges)


def single_linkage(edges, n):
    """Children (left, right, distance, size) of the nodes n, n + 1, ..., each the union of two earlier ones."""
    parent, size, nodes = list(range(2 * n - 1)), [1] * (2 * n - 1), []

    def find(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for distance, a, b in edges:
        a, b, node = find(a), find(b), n + len(nodes)
        parent[a] = parent[b] = node
        size[node] = size[a] + size[b]
        nodes.append((a, b, distance, size[node]))
    return nodes


class Cluster:
    def __init__(self, birth):
        self.birth, self.stability, self.points, self.children = birth, 0.0, [], []

    def all_points(self):
        return self.points + [point for child in self.children for point in child.all_points()]


def condense(nodes, n, min_cluster_size):
    """The tree of clusters with min_cluster_size points, two or more; what falls off a cluster stays its point."""
    def leaves(node):
        stack, found = [node], []
        while stack:
            node = stack.pop()
            if node < n:
                found.append(node)
            else:
                stack.extend(nodes[node - n][:2])
        return found

    root = Cluster(0.0)
    stack = [(2 * n - 2, root)]
    while stack:
        node, cluster = stack.pop()
        left, right, distance, _ = nodes[node - n]
        density = 1 / max(distance, 1e-12)
        sizes = [1 if child < n else nodes[child - n][3] for child in (left, right)]
        splits = min(sizes) >= min_cluster_size
        for child, size in zip((left, right), sizes):
            if size >= min_cluster_size and not splits:
                stack.append((child, cluster))
                continue
            cluster.stability += size * (density - cluster.birth)
            if splits:
                cluster.children.append(Cluster(density))
                stack.append((child, cluster.children[-1]))
            else:
                cluster.points += leaves(child)
    return root


def most_stable(cluster):
    """Excess of mass: the clusters below, or itself if that is more stable."""
    chosen, total = [], 0.0
    for child in cluster.children:
        below, stability = most_stable(child)
        chosen += below
        total += stability
    return (chosen, total) if cluster.children and total > cluster.stability else ([cluster], cluster.stability)


def hdbscan(points, min_cluster_size, min_samples):
    """Labels, -1 for noise.  All points together are never a cluster."""
    n = len(points)
    root = condense(single_linkage(spanning_tree(points, min_samples), n), n, min_cluster_size)
    labels = [-1] * n
    for label, cluster in enumerate(c for child in root.children for c in most_stable(child)[0]):
        for point in cluster.all_points():
            labels[point] = label
    return labels
