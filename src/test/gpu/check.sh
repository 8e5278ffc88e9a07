#!/usr/bin/env bash
# Everything that needs a GPU, in one command for whoever has one for ten minutes: which device it
# is, whether results agree with the CPU's, how long each step takes on both, and what happens when
# the device's memory is full. Builds nothing.
#
#   check.sh pack [TARGET]            from TARGET (default: target) of `mvn package`, makes
#                                     TARGET/vladoscope-gpu.tar.xz: program, runtime, images, this file
#   check.sh --pytorch DIR [OPTION…]  in the unpacked archive, on the machine with the GPU
#
#   DIR           folder of PyTorch for CUDA with lib/libtorch_cpu.so, such as site-packages/torch,
#                 of the version that the archive was made for; it is said if it is another
#   --json FILE   where to write the result (default: gpu-check.json)
#   --cpu-only    the CPU in the GPU's place: tries this script, not a GPU
set -euo pipefail
self=$(cd "$(dirname "$0")" && pwd)

fail() {
  echo "$*" >&2
  exit 2
}

pack() {
  local target out jdk
  [ -d "$1" ] || fail "There is no folder $1; run mvn package first, or name Maven's target folder."
  target=$(cd "$1" && pwd) out=$target/vladoscope-gpu
  jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")}
  [ -x "$jdk/bin/jlink" ] || fail "There is no JDK: set JAVA_HOME to the folder of a JDK 25."
  local need
  for need in vladoscope.jar vladoscope-benchmark.jar lib; do
    [ -e "$target/$need" ] || fail "$target has no $need; run mvn package first."
  done
  rm -rf "$out"
  mkdir -p "$out/lib" "$out/map/database"
  # Not compressed: xz does that better.
  "$jdk/bin/jlink" --compress=zip-0 --strip-java-debug-attributes --no-header-files --no-man-pages --output "$out/jre" \
    --add-modules java.base,java.compiler,java.desktop,java.naming,java.net.http,java.sql,jdk.management,jdk.unsupported
  # The licence of all of it lies with each module.
  find "$out/jre/legal" -mindepth 1 -maxdepth 1 -not -name java.base -exec rm -r {} +
  strip --strip-unneeded "$out/jre/lib/server/libjvm.so" 2> /dev/null || echo "No strip here: 1 MB more." >&2
  # No window, no PyTorch, no figures, and nothing that the sample map does not need.
  local jar name
  for jar in "$target"/lib/*.jar; do
    name=$(basename "$jar" .jar)
    case $name in
      javafx* | controlsfx* | atlantafx* | ikonli* | commonmark* | pdfbox* | fontbox* | commons-logging* | pytorch-native* | sqlite* | \
        opencv* | jvector* | agrona* | smile-*-sources*) continue ;;
    esac
    mkdir "$out/lib/$name"
    (cd "$out/lib/$name" && "$jdk/bin/jar" xf "$jar")
  done
  # Natives of this system only, and not what is there to compile against them.
  find "$out/lib" -type f \( -name '*_full.so' -o -name '*.a' -o -name '*.dll' -o -name '*.dylib' -o -name '*.jnilib' \) -delete
  find "$out/lib" -type d \( -name include -o -name share -o -path '*/META-INF/native-image' -o -path '*/jnilib/osx*' \
    -o -path '*/jnilib/win*' -o -path '*/jnilib/linux-aarch64*' \) -prune -exec rm -r {} +
  find "$out/lib" -path '*/com/sun/jna/*/libjnidispatch.so' -not -path '*/linux-x86-64/*' -delete
  find "$out/lib" -path '*/net/jpountz/util/*' -type f -name '*.so' -not -path '*/linux/amd64/*' -delete
  # Jars again, as JavaCPP loads from jars only; not compressed, see above.
  for name in "$out"/lib/*; do
    case $name in
      */pytorch-jni-*) ;;
      *)
        "$jdk/bin/jar" --create --no-compress --file "$name.jar" --manifest "$name/META-INF/MANIFEST.MF" -C "$name" .
        rm -r "$name"
        ;;
    esac
  done
  (mkdir "$out/program" && cd "$out/program" && "$jdk/bin/jar" xf "$target/vladoscope.jar" && rm -rf org/vladoscope/ui/guide)
  (mkdir "$out/benchmark" && cd "$out/benchmark" && "$jdk/bin/jar" xf "$target/vladoscope-benchmark.jar")
  # Every third place by day, and a query of each condition.
  local here town
  here=$(cd "$self/../../.." && pwd) town=$here/sample-maps/town
  [ -d "$town" ] || fail "The sample map is not at $town."
  cp "$town"/database/place_*[0369].jpg "$out/map/database"
  local condition
  for condition in "$town"/queries/*/; do
    mkdir -p "$out/map/queries/$(basename "$condition")"
    cp "$condition"place_*[09].jpg "$out/map/queries/$(basename "$condition")"
  done
  cp "$self/check.sh" "$here/LICENSE" "$here/src/site/markdown/third-party.md" "$out"
  tar -C "$target" -cf - vladoscope-gpu | xz -9 > "$target/vladoscope-gpu.tar.xz"
  echo "$target/vladoscope-gpu.tar.xz: $(($(stat -c %s "$target/vladoscope-gpu.tar.xz") / 1000000)) MB"
}

if [ "${1:-}" = pack ]; then
  pack "${2:-target}"
  exit
fi

torch='' json=gpu-check.json device=gpu
while [ $# -gt 0 ]; do
  case $1 in
    --pytorch) torch=${2:-} && shift ;;
    --json) json=${2:-} && shift ;;
    --cpu-only) device=cpu ;;
    *) fail "$1 is not an option; the head of $0 says which there are." ;;
  esac
  shift
done
[ -x "$self/jre/bin/java" ] || fail "There is no runtime beside this script: run it from the archive that '$0 pack' makes."
if [ $device = gpu ] && ! nvidia-smi -L 2> /dev/null | grep -q GPU; then
  fail "There is no GPU here: nvidia-smi finds none. With --cpu-only the script itself can be tried."
fi
[ -n "$torch" ] || fail "Say where PyTorch is: --pytorch DIR."
torch=$(cd "$torch" 2> /dev/null && pwd) || fail "The folder of --pytorch does not exist."
libraries=$torch
[ -f "$libraries/libtorch_cpu.so" ] || libraries=$torch/lib
[ -f "$libraries/libtorch_cpu.so" ] || fail "$torch holds no libtorch_cpu.so, neither itself nor in lib."
if [ $device = gpu ] && [ ! -f "$libraries/libtorch_cuda.so" ]; then
  fail "$libraries is a PyTorch without CUDA: it has no libtorch_cuda.so."
fi

# The half of DJL that is compiled against PyTorch fits one version of it.
jni=$(basename "$(ls -d "$self"/lib/pytorch-jni-*)")
wanted=$(echo "${jni#pytorch-jni-}" | cut -d- -f1)
there=$(sed -n "s/^__version__ *= *'\([0-9.]*\).*/\1/p" "$libraries/../version.py" 2> /dev/null || true)
if [ -n "$there" ] && [ "$there" != "$wanted" ]; then
  fail "This archive is for PyTorch $wanted, and $torch is $there; pip install torch==$wanted brings the right one."
fi
flavour=cpu
[ $device = cpu ] || flavour=$(basename "$(ls -d "$self/lib/$jni"/jnilib/linux-x86_64/cu* | head -1)")

class_path=$self/program:$self/benchmark:$(printf '%s:' "$self"/lib/*)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() {
  PYTORCH_LIBRARY_PATH=$libraries PYTORCH_VERSION=$wanted PYTORCH_FLAVOR=$flavour MALLOC_ARENA_MAX=1 LC_ALL=C.UTF-8 \
    "$self/jre/bin/java" -Xmx4g --enable-native-access=ALL-UNNAMED -Duser.home="$work" -cp "${class_path%:}" "$@"
}
if [ $device = gpu ]; then
  nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader
fi
echo "PyTorch ${there:-of unknown version} in $libraries, $flavour; $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg)"
run org.vladoscope.Main export-model "$self/map" "$work/words.safetensors" --device cpu > "$work/export.txt" 2>&1 ||
  { cat "$work/export.txt"; exit 1; }
code=0
run org.vladoscope.Workbench benchmark device "$self/map" --device $device --vocabulary "$work/words.safetensors" --json "$json" || code=$?
echo "Written to $json."
exit $code
