#!/usr/bin/env bash
# Installs the Debian package that `mvn -Pinstaller package` made, starts what it installed, removes
# it again and sees that nothing is left. All of that happens over this system, in layers that are
# thrown away (overlayfs, so as root): nothing here changes.
#
#   src/test/installer/check.sh [DEB]
set -euo pipefail
cd "$(dirname "$0")/../../.."

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

if [ "${1:-}" != --inside ]; then
  deb=${1:-$(ls target/installer/*.deb 2> /dev/null || true)}
  [ -f "$deb" ] || fail "There is no package; run mvn -Pinstaller package first."
  [ "$(id -u)" = 0 ] || fail "Layers over the system can only be laid by root."
  layers=$(mktemp -d)
  trap 'rm -rf "$layers"' EXIT
  unshare --mount --fork "$0" --inside "$(realpath "$deb")" "$layers"
  exit
fi

deb=$2 layers=$3
root=$layers/root
mkdir "$layers/upper" "$layers/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/work" "$root"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
# No Java but the package's own.
[ ! -d "$root/usr/lib/jvm" ] || mount -t tmpfs none "$root/usr/lib/jvm"
# Nor what somebody's home holds already. In memory, as it becomes large.
mount -t tmpfs none "$root/root"
mkdir -m 700 "$root/try"
cp "$deb" "$root/try/vladoscope.deb"

inside() {
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    ${options:+"JAVA_TOOL_OPTIONS=$options"} chroot "$root" "$@"
}
expect() { # what the output has to contain, then the command
  local wanted=$1
  shift
  echo "--- $*"
  local begin=$(date +%s.%N)
  inside "$@" > "$layers/out" 2>&1 || { cat "$layers/out"; fail "$* ended with an error"; }
  tail -4 "$layers/out"
  echo "    $(echo "$(date +%s.%N) - $begin" | bc 2> /dev/null || true) s, load $(cut -d' ' -f1 /proc/loadavg)"
  grep -q -- "$wanted" "$layers/out" || { cat "$layers/out"; fail "$* does not say \"$wanted\""; }
}
files() { # all that differs from the system below, less what packages are known by
  (cd "$layers/upper" && find . -not -path './try*' -not -path './var/lib/dpkg*' -not -path './var/lib/apt*' \
    -not -path './var/log*' -not -path './var/cache*' -not -path './tmp*' \( -type f -o -type l \) | sort)
}

# Dependencies first, so that what is left afterwards is the package's own.
echo "--- dependencies: $(dpkg-deb -f "$deb" Depends)"
inside apt-get -qq update > /dev/null || fail "Debian's packages cannot be reached."
inside apt-get -qq -y --no-install-recommends --no-upgrade install \
  $(dpkg-deb -f "$deb" Depends | tr -d ' ' | sed 's/([^)]*)//g; s/|[^,]*//g; s/,/ /g') > "$layers/apt" 2>&1 ||
  { tail -20 "$layers/apt"; fail "Dependencies cannot be installed."; }
files > "$layers/before"

expect "Setting up vladoscope" dpkg -i /try/vladoscope.deb
echo "    $(du -sm --apparent-size "$root/opt/vladoscope" | cut -f1) MiB in /opt/vladoscope"
town=/opt/vladoscope/lib/app/sample-maps/town
version=$(dpkg-deb -f "$deb" Version | sed 's/-1$//')
expect "Vladoscope $version" vladoscope --version
expect "95 images" vladoscope inspect "$town"
expect "place_019" vladoscope query "$town" night/place_019.jpg
expect "place_019" vladoscope query "$town" night/place_019.jpg
expect "place_019" vladoscope query "$town" night/place_019.jpg --scorer ransac
expect "first pair after" vladoscope gui "$town" --startup-time
expect "first pair after" vladoscope gui "$town" --startup-time
# Refuses to start if the classes of the image are not used as they were recorded.
options=-XX:AOTMode=on expect "Vladoscope $version" vladoscope --version
unset options
expect "x-vladoscope-map" cat /usr/share/applications/vladoscope.desktop
expect "application/x-vladoscope-map:map.json" cat /usr/share/mime/globs2
echo "    $(du -sm "$root/root" | cut -f1) MiB in the user's home"

expect "Removing vladoscope" dpkg -r vladoscope
files > "$layers/after"
# The desktop's lists of types and programs are written anew at each removal.
left=$(comm -13 "$layers/before" "$layers/after" | grep -v -e '/mimeinfo.cache$' -e '^./usr/share/mime/' || true)
[ -z "$left" ] || fail "left behind: $left"
! grep -q vladoscope "$root/usr/share/mime/globs2" || fail "map.json is still known as a map"
umount "$root/root" "$root/proc" "$root/dev"
echo "Installed, started, removed; nothing left."
