// Routines of BLAS and LAPACK that FAISS calls and PyTorch's library does not export. Arguments are
// Fortran's: pointers, column-major. Two are written in terms of others that it does export; they
// train projections (PCA). The rest belongs to kinds of index that IndexConfig does not let through
// (OPQ, ITQ, local search quantisers) and refuses, which FAISS reports.
#include <algorithm>
#include <vector>

extern "C" {

typedef int Int;

int sgemm_(const char*, const char*, const Int*, const Int*, const Int*, const float*, const float*,
           const Int*, const float*, const Int*, const float*, float*, const Int*);
int dsyevd_(const char*, const char*, const Int*, double*, const Int*, double*, double*, const Int*,
            Int*, const Int*, Int*);

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

int sgesvd_(const char*, const char*, const Int*, const Int*, float*, const Int*, float*, float*,
            const Int*, float*, const Int*, float*, const Int*, Int* info) {
  *info = -1;
  return 0;
}

int dgesvd_(const char*, const char*, const Int*, const Int*, double*, const Int*, double*, double*,
            const Int*, double*, const Int*, double*, const Int*, Int* info) {
  *info = -1;
  return 0;
}

int sgetri_(const Int*, float*, const Int*, const Int*, float*, const Int*, Int* info) {
  *info = -1;
  return 0;
}

int dgetri_(const Int*, double*, const Int*, const Int*, double*, const Int*, Int* info) {
  *info = -1;
  return 0;
}
}
