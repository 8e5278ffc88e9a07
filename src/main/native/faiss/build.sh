#!/usr/bin/env bash
# Builds the native half of org.vladoscope.index.faiss from Debian's libfaiss-dev.
# Called by the Maven profile "faiss-native", after JavaCPP has written the JNI functions:
#
#   build.sh WORK CLASSES
#
# WORK      folder with jnifaiss.cpp and jnijavacpp.cpp, and for everything in between
# CLASSES   folder of compiled classes; the library is put where JavaCPP looks for it there
set -euo pipefail

work=$1 classes=$2
here=$(cd "$(dirname "$0")" && pwd)
archive=/usr/lib/x86_64-linux-gnu/libfaiss.a
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
target=$classes/org/vladoscope/index/faiss/linux-x86_64
library=$target/libjnifaiss.so

if [ "$(uname -sm)" != "Linux x86_64" ] || [ ! -f "$archive" ] || ! command -v g++ > /dev/null; then
  echo "The FAISS library is built on Debian for x86-64: apt-get install g++ libfaiss-dev" >&2
  exit 1
fi
mkdir -p "$work" "$target"

# 1. BLAS, LAPACK and OpenMP come from PyTorch's library, which is in the process already. To link
#    against it, a stub of the same name with the same functions is enough.
while read -r symbol; do
  echo "void $symbol(void) {}"
done < <(grep -v '^#' "$here/torch-symbols.txt") > "$work/stub.c"
gcc -w -shared -fPIC -Wl,-soname,libtorch_cpu.so -o "$work/libtorch_cpu.so" "$work/stub.c"

# 2. Compile. One section per function, so that the linker can leave out what is not reached.
options="-std=c++17 -O3 -fPIC -fopenmp -ffunction-sections -fdata-sections -fvisibility=hidden -Wall -Wno-psabi -Wno-unused"
for source in "$here/distances.cpp" "$here/lapack.cpp" "$work/jnifaiss.cpp" "$work/jnijavacpp.cpp"; do
  g++ $options -I"$here" -I"$java_home/include" -I"$java_home/include/linux" \
    -c -o "$work/$(basename "$source" .cpp).o" "$source"
done

# 3. Link. Our distances come first and replace the archive's (muldefs); every symbol must be found
#    now and when the library is loaded (defs, now), so that a missing one is an error and no crash.
link="-static-libstdc++ -Wl,--gc-sections,-z,muldefs,-z,defs,-z,now,--exclude-libs,ALL"
g++ -shared -o "$library" "$work/distances.o" "$work/lapack.o" "$work/jnifaiss.o" \
  "$work/jnijavacpp.o" "$archive" -L"$work" -l:libtorch_cpu.so $link -lm
strip --strip-unneeded "$library"

# 4. Record what it is made of.
{
  echo "# Written by src/main/native/faiss/build.sh"
  echo "faiss=$(dpkg-query -W -f '${Version}' libfaiss-dev)"
  echo "compiler=$(g++ --version | head -1)"
  echo "javacpp=${JAVACPP_VERSION:-unknown}"
  echo "compile=$options"
  echo "link=$link"
  echo "needs=$(objdump -p "$library" | awk '/NEEDED/ {print $2}' | sort | xargs)"
  echo "glibc=$(objdump -T "$library" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1)"
  echo "sha256=$(sha256sum "$library" | cut -d' ' -f1)"
} > "$target/libjnifaiss.properties"
cat "$target/libjnifaiss.properties"
