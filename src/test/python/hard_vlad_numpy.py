"""The formulations of hard VLAD in numpy, to hold HardVladBenchmark against: python3 hard_vlad_numpy.py [T N F K]

Processor time of the best of some rounds on one thread, assignment, signed square root and L2 included.
"""

import os
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np

ROUNDS = 15


def labels_of(x, c):
    t, n, f = x.shape
    return (0.5 * (c * c).sum(1) - x.reshape(-1, f) @ c.T).argmin(1).reshape(t, n)


def finish(v):
    v = np.sign(v) * np.sqrt(np.abs(v))
    norm = np.linalg.norm(v, axis=1, keepdims=True)
    return v / np.maximum(norm, 1e-12)


def looping(x, c):
    labels = labels_of(x, c)
    v = np.zeros((len(x), len(c), x.shape[2]), np.float32)
    for t in range(len(x)):
        for k in range(len(c)):
            mask = labels[t] == k
            if mask.any():
                v[t, k] = (x[t][mask] - c[k]).sum(0)
    return finish(v.reshape(len(x), -1))


def naivec(x, c):
    labels = labels_of(x, c)
    mask = labels[:, :, None] == np.arange(len(c))
    v = ((x[:, :, None, :] - c) * mask[..., None]).sum(1)
    return finish(v.reshape(len(x), -1))


def truvec(x, c):
    t, n, f = x.shape
    row = (np.arange(t)[:, None] * len(c) + labels_of(x, c)).ravel()
    v = np.zeros((t * len(c), f), np.float32)
    np.add.at(v, row, x.reshape(-1, f))
    v -= np.bincount(row, minlength=len(v)).astype(np.float32)[:, None] * np.tile(c, (t, 1))
    return finish(v.reshape(t, -1))


def grouped(x, c):
    t, n, f = x.shape
    row = (np.arange(t)[:, None] * len(c) + labels_of(x, c)).ravel()
    order = row.argsort(kind="stable")
    rows, starts, counts = np.unique(row[order], return_index=True, return_counts=True)
    v = np.zeros((t * len(c), f), np.float32)
    v[rows] = np.add.reduceat(x.reshape(-1, f)[order], starts, axis=0)
    v[rows] -= counts.astype(np.float32)[:, None] * c[rows % len(c)]
    return finish(v.reshape(t, -1))


def main():
    t, n, f, k = (int(a) for a in sys.argv[1:5]) if len(sys.argv) > 4 else (256, 128, 64, 16)
    random = np.random.default_rng(1)
    c = random.standard_normal((k, f), np.float32)
    x = c[random.integers(0, k, (t, n))] + random.standard_normal((t, n, f), np.float32)
    formulations = (looping, naivec, truvec, grouped)
    best = dict.fromkeys(formulations, float("inf"))
    reference = looping(x, c)
    for formulation in formulations:
        assert np.abs(formulation(x, c) - reference).max() < 1e-5, formulation
    for _ in range(ROUNDS):
        for formulation in formulations:
            start = time.thread_time()
            formulation(x, c)
            best[formulation] = min(best[formulation], time.thread_time() - start)
    for formulation, seconds in best.items():
        ratio = seconds / best[looping]
        print(f"{formulation.__name__:8} {1e3 * seconds:8.2f} ms  {ratio:6.3f} of looping")


main()
