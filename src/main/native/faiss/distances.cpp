// The two loops in which FAISS spends its time when it compares vectors one by one. Debian builds
// its archive for the oldest x86-64; these stand first in link order and replace them, in three
// versions from which the loader chooses by what the processor has.
#include <cstddef>
#include <cstring>

namespace {

typedef float Lanes __attribute__((vector_size(64)));

// 16 floats from an address without alignment.
__attribute__((always_inline)) inline Lanes load(const float* at) {
  Lanes lanes;
  std::memcpy(&lanes, at, sizeof lanes);
  return lanes;
}

__attribute__((always_inline)) inline float sum(const Lanes& lanes) {
  float total = 0;
  for (int i = 0; i < 16; i++) {
    total += lanes[i];
  }
  return total;
}

}  // namespace

#define VERSIONS __attribute__((target_clones("avx512f", "arch=haswell", "default")))

namespace faiss {

VERSIONS float fvec_inner_product(const float* x, const float* y, size_t d) {
  Lanes a = {}, b = {}, c = {}, e = {};
  size_t i = 0;
  for (; i + 64 <= d; i += 64) {
    a += load(x + i) * load(y + i);
    b += load(x + i + 16) * load(y + i + 16);
    c += load(x + i + 32) * load(y + i + 32);
    e += load(x + i + 48) * load(y + i + 48);
  }
  for (; i + 16 <= d; i += 16) {
    a += load(x + i) * load(y + i);
  }
  float total = sum((a + b) + (c + e));
  for (; i < d; i++) {
    total += x[i] * y[i];
  }
  return total;
}

VERSIONS float fvec_L2sqr(const float* x, const float* y, size_t d) {
  Lanes a = {}, b = {}, c = {}, e = {};
  size_t i = 0;
  for (; i + 64 <= d; i += 64) {
    Lanes p = load(x + i) - load(y + i);
    Lanes q = load(x + i + 16) - load(y + i + 16);
    Lanes r = load(x + i + 32) - load(y + i + 32);
    Lanes s = load(x + i + 48) - load(y + i + 48);
    a += p * p;
    b += q * q;
    c += r * r;
    e += s * s;
  }
  for (; i + 16 <= d; i += 16) {
    Lanes p = load(x + i) - load(y + i);
    a += p * p;
  }
  float total = sum((a + b) + (c + e));
  for (; i < d; i++) {
    float p = x[i] - y[i];
    total += p * p;
  }
  return total;
}

}  // namespace faiss
