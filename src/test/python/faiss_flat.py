"""FAISS in Python, for IndexBenchmark: reads commands from standard input, one a line, and answers
each with the seconds it took.

    load FILE N D     N descriptors of D float32 into a Flat index by distance
    query FILE N      N queries
    search FROM COUNT K THREADS
"""
import sys
import time

import faiss
import numpy as np

index = queries = None
print(faiss.__version__, flush=True)
for line in sys.stdin:
    command, *words = line.split()
    start = time.perf_counter()
    if command == "load":
        n, d = int(words[1]), int(words[2])
        index = faiss.IndexFlatL2(d)
        index.add(np.fromfile(words[0], dtype="<f4").reshape(n, d))
    elif command == "query":
        queries = np.fromfile(words[0], dtype="<f4").reshape(int(words[1]), index.d)
    elif command == "search":
        first, count, k, threads = map(int, words)
        faiss.omp_set_num_threads(threads)
        start = time.perf_counter()
        index.search(queries[first : first + count], k)
    print(time.perf_counter() - start, flush=True)
