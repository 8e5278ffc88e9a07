// What the Java side calls besides faiss::Index itself: small functions with plain arguments, so
// that the hand-written mapping in Faiss.java stays short. Exceptions pass through; JavaCPP turns
// every std::exception into a Java exception with its text.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>

#include <omp.h>

#include <faiss/AutoTune.h>
#include <faiss/Index.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/IndexPQ.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/impl/AuxIndexStructures.h>
#include <faiss/impl/FaissException.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>
#include <faiss/utils/distances.h>

// PyTorch's BLAS is Intel's; its own number of threads is per thread, 0 means "as everywhere".
extern "C" int MKL_Set_Num_Threads_Local(int threads);

namespace vladoscope {

using Index = faiss::Index;
using Ranges = faiss::RangeSearchResult;

// Threads of OpenMP and BLAS while it lives, for the calling thread only.
class Threads {
  int before;
  int beforeBlas;

 public:
  explicit Threads(int threads)
      : before(omp_get_max_threads()), beforeBlas(MKL_Set_Num_Threads_Local(threads)) {
    omp_set_num_threads(threads);
  }
  ~Threads() {
    omp_set_num_threads(before);
    MKL_Set_Num_Threads_Local(beforeBlas);
  }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
};

// FAISS asks now and then, from the thread that called it, whether to stop. The two numbers
// belong to Java: [0] is set to stop, [1] counts how often FAISS asked.
class Interrupts : public faiss::InterruptCallback {
 public:
  static volatile int32_t*& state() {
    static thread_local volatile int32_t* current = nullptr;
    return current;
  }
  bool want_interrupt() override {
    volatile int32_t* current = state();
    if (current == nullptr) {
      return false;
    }
    current[1] = current[1] + 1;
    return current[0] != 0;
  }
};

class Interruptible {
 public:
  explicit Interruptible(void* state) {
    Interrupts::state() = static_cast<volatile int32_t*>(state);
  }
  ~Interruptible() {
    Interrupts::state() = nullptr;
  }
};

// Once, after loading.
inline void listen_for_interrupts() {
  faiss::InterruptCallback::instance.reset(new Interrupts());
}

// Vectors per centroid below which FAISS would print warnings: small maps are nothing unusual.
inline void accept_few_training_vectors(Index* index) {
  if (auto* transformed = dynamic_cast<faiss::IndexPreTransform*>(index)) {
    index = transformed->index;
  }
  if (auto* lists = dynamic_cast<faiss::IndexIVF*>(index)) {
    lists->cp.min_points_per_centroid = 1;
  }
  if (auto* codes = dynamic_cast<faiss::IndexIVFPQ*>(index)) {
    codes->pq.cp.min_points_per_centroid = 1;
  }
  if (auto* graph = dynamic_cast<faiss::IndexHNSW*>(index)) {
    index = graph->storage;
  }
  if (auto* codes = dynamic_cast<faiss::IndexPQ*>(index)) {
    codes->pq.cp.min_points_per_centroid = 1;
  }
}

inline Index* create(int dimensions, const char* factory, int metric) {
  std::unique_ptr<Index> index(
      faiss::index_factory(dimensions, factory, static_cast<faiss::MetricType>(metric)));
  accept_few_training_vectors(index.get());
  return index.release();
}

inline void destroy(Index* index) {
  delete index;
}

// Keeps every vector and compares with every vector.
inline bool is_flat(const Index* index) {
  return dynamic_cast<const faiss::IndexFlat*>(index) != nullptr;
}

// Makes room for as many vectors in all, so that adding them moves none. Kinds of index that grow in
// other ways are left alone.
inline void reserve(Index* index, int64_t vectors) {
  if (auto* flat = dynamic_cast<faiss::IndexFlat*>(index)) {
    flat->codes.reserve(static_cast<size_t>(vectors) * flat->code_size);
  }
}

// Squared lengths of some vectors of a flat index.
inline void squared_norms(const Index* index, int64_t from, int64_t count, float* squares) {
  const auto& flat = dynamic_cast<const faiss::IndexFlat&>(*index);
  for (int64_t i = 0; i < count; i++) {
    const float* x = flat.get_xb() + (from + i) * flat.d;
    squares[i] = faiss::fvec_inner_product(x, x, flat.d);
  }
}

inline void set_parameter(Index* index, const char* name, double value) {
  faiss::ParameterSpace().set_index_parameter(index, name, value);
}

inline void train(Index* index, int64_t n, const void* x, int threads, void* state) {
  Threads scope(threads);
  Interruptible interruptible(state);
  index->train(n, static_cast<const float*>(x));
}

inline void add(Index* index, int64_t n, const void* x, int threads, void* state) {
  Threads scope(threads);
  Interruptible interruptible(state);
  index->add(n, static_cast<const float*>(x));
}

inline void search(
    const Index* index,
    int64_t n,
    const float* x,
    int64_t k,
    float* distances,
    int64_t* labels) {
  Threads scope(1);
  index->search(n, x, k, distances, labels);
}

// The same for a flat index by distance, which need not find the squared lengths again.
inline void search_flat(
    const Index* index,
    int64_t n,
    const float* x,
    int64_t k,
    const float* squares,
    float* distances,
    int64_t* labels) {
  Threads scope(1);
  const auto& flat = dynamic_cast<const faiss::IndexFlat&>(*index);
  faiss::knn_L2sqr(x, flat.get_xb(), flat.d, n, flat.ntotal, k, distances, labels, squares);
}

// The vectors with these ids, one after the other.
inline void reconstruct(const Index* index, int64_t n, const int64_t* ids, float* vectors) {
  for (int64_t i = 0; i < n; i++) {
    index->reconstruct(ids[i], vectors + i * index->d);
  }
}

inline Ranges* range_search(
    const Index* index, int64_t n, const float* x, float radius) {
  Threads scope(1);
  std::unique_ptr<Ranges> result(new Ranges(n));
  index->range_search(n, x, radius, result.get());
  return result.release();
}

inline int64_t range_begin(const Ranges* result, int64_t query) {
  return static_cast<int64_t>(result->lims[query]);
}

inline void range_copy(const Ranges* result, float* distances, int64_t* labels) {
  size_t count = result->lims[result->nq];
  std::copy(result->distances, result->distances + count, distances);
  std::copy(result->labels, result->labels + count, labels);
}

inline void range_destroy(Ranges* result) {
  delete result;
}

inline void write(const Index* index, const char* file) {
  faiss::write_index(index, file);
}

inline Index* read(const char* file) {
  std::unique_ptr<Index> index(faiss::read_index(file));
  accept_few_training_vectors(index.get());
  return index.release();
}

inline const char* version() {
#define VLADOSCOPE_TEXT2(x) #x
#define VLADOSCOPE_TEXT(x) VLADOSCOPE_TEXT2(x)
  return VLADOSCOPE_TEXT(FAISS_VERSION_MAJOR) "." VLADOSCOPE_TEXT(
      FAISS_VERSION_MINOR) "." VLADOSCOPE_TEXT(FAISS_VERSION_PATCH);
}

}  // namespace vladoscope
