// Routines of BLAS and LAPACK that FAISS calls and PyTorch's library does not export, in terms
// of those it does. They serve the training of PCA, OPQ and ITQ only. Arguments are Fortran's:
// pointers, column-major.
#include <algorithm>
#include <vector>

extern "C" {

typedef int Int;

int sgemm_(const char*, const char*, const Int*, const Int*, const Int*, const float*, const float*,
           const Int*, const float*, const Int*, const float*, float*, const Int*);
int dsyevd_(const char*, const char*, const Int*, double*, const Int*, double*, double*, const Int*,
            Int*, const Int*, Int*);
int sgesdd_(const char*, const Int*, const Int*, float*, const Int*, float*, float*, const Int*,
            float*, const Int*, float*, const Int*, Int*, Int*);
int dgesdd_(const char*, const Int*, const Int*, double*, const Int*, double*, double*, const Int*,
            double*, const Int*, double*, const Int*, Int*, Int*);
int sgetrs_(const char*, const Int*, const Int*, const float*, const Int*, const Int*, float*,
            const Int*, Int*);
int dgetrs_(const char*, const Int*, const Int*, const double*, const Int*, const Int*, double*,
            const Int*, Int*);
}

namespace {

// Singular values and vectors: gesdd knows one job for both sides, which is how FAISS asks.
template <typename T, typename Routine>
int singular(Routine routine, const char* jobU, const char* jobV, const Int* m, const Int* n, T* a,
             const Int* lda, T* s, T* u, const Int* ldu, T* v, const Int* ldv, T* work,
             const Int* lwork, Int* info) {
  if (*jobU != *jobV || *jobU == 'O') {
    *info = -2;
    return 0;
  }
  if (*lwork == -1) {
    work[0] = 1;
    *info = 0;
    return 0;
  }
  Int query = -1;
  T size = 0;
  std::vector<Int> ints(8 * std::max(1, std::min(*m, *n)));
  routine(jobU, m, n, a, lda, s, u, ldu, v, ldv, &size, &query, ints.data(), info);
  if (*info != 0) {
    return 0;
  }
  std::vector<T> space(std::max<size_t>(1, static_cast<size_t>(size)));
  Int count = static_cast<Int>(space.size());
  routine(jobU, m, n, a, lda, s, u, ldu, v, ldv, space.data(), &count, ints.data(), info);
  return 0;
}

// The inverse from an LU decomposition: solves for the unit matrix.
template <typename T, typename Routine>
int inverse(Routine solve, const Int* n, T* a, const Int* lda, const Int* pivots, T* work,
            const Int* lwork, Int* info) {
  if (*lwork == -1) {
    work[0] = 1;
    *info = 0;
    return 0;
  }
  for (Int i = 0; i < *n; i++) {
    if (a[i + static_cast<size_t>(i) * *lda] == 0) {
      *info = i + 1;  // singular, as getri says it
      return 0;
    }
  }
  std::vector<T> unit(static_cast<size_t>(*n) * *n);
  for (Int i = 0; i < *n; i++) {
    unit[i + static_cast<size_t>(i) * *n] = 1;
  }
  solve("N", n, n, a, lda, pivots, unit.data(), n, info);
  for (Int column = 0; *info == 0 && column < *n; column++) {
    std::copy_n(unit.data() + static_cast<size_t>(column) * *n, *n,
                a + static_cast<size_t>(column) * *lda);
  }
  return 0;
}

}  // namespace

extern "C" {

// C := alpha·A·Aᵀ + beta·C. Fills both triangles, of which FAISS reads one.
int ssyrk_(const char*, const char* transposed, const Int* n, const Int* k, const float* alpha,
           const float* a, const Int* lda, const float* beta, float* c, const Int* ldc) {
  bool plain = *transposed == 'N' || *transposed == 'n';
  return sgemm_(plain ? "N" : "T", plain ? "T" : "N", n, n, k, alpha, a, lda, a, lda, beta, c, ldc);
}

// Eigenvectors of a symmetric matrix; the divide-and-conquer routine wants a second workspace.
int dsyev_(const char* job, const char* triangle, const Int* n, double* a, const Int* lda,
           double* w, double* work, const Int* lwork, Int* info) {
  if (*lwork == -1) {
    work[0] = 1;  // the space is taken here, whatever the caller offers
    *info = 0;
    return 0;
  }
  Int query = -1;
  double size = 0;
  Int sizeInts = 0;
  dsyevd_(job, triangle, n, a, lda, w, &size, &query, &sizeInts, &query, info);
  if (*info != 0) {
    return 0;
  }
  std::vector<double> space(std::max<size_t>(1, static_cast<size_t>(size)));
  std::vector<Int> ints(std::max(1, sizeInts));
  Int count = static_cast<Int>(space.size());
  Int countInts = static_cast<Int>(ints.size());
  return dsyevd_(job, triangle, n, a, lda, w, space.data(), &count, ints.data(), &countInts, info);
}

int sgesvd_(const char* jobU, const char* jobV, const Int* m, const Int* n, float* a,
            const Int* lda, float* s, float* u, const Int* ldu, float* v, const Int* ldv,
            float* work, const Int* lwork, Int* info) {
  return singular(sgesdd_, jobU, jobV, m, n, a, lda, s, u, ldu, v, ldv, work, lwork, info);
}

int dgesvd_(const char* jobU, const char* jobV, const Int* m, const Int* n, double* a,
            const Int* lda, double* s, double* u, const Int* ldu, double* v, const Int* ldv,
            double* work, const Int* lwork, Int* info) {
  return singular(dgesdd_, jobU, jobV, m, n, a, lda, s, u, ldu, v, ldv, work, lwork, info);
}

int sgetri_(const Int* n, float* a, const Int* lda, const Int* pivots, float* work,
            const Int* lwork, Int* info) {
  return inverse(sgetrs_, n, a, lda, pivots, work, lwork, info);
}

int dgetri_(const Int* n, double* a, const Int* lda, const Int* pivots, double* work,
            const Int* lwork, Int* info) {
  return inverse(dgetrs_, n, a, lda, pivots, work, lwork, info);
}
}
