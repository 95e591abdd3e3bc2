#!/bin/sh
# Installs what is missing to build (setup.sh build), to test (setup.sh test) and to test with
# sanitizers and fuzzing (setup.sh gate), with apt.
# Does nothing, and asks for nothing, when everything is there.
set -eu

build="pkg-config libhpdf-dev libxml2-dev libharfbuzz-dev libicu-dev libdeflate-dev
       libpng-dev libjpeg-dev libfreetype-dev libfontconfig-dev libcsv-dev libzip-dev libxlsxwriter-dev
       libqrencode-dev libqpdf-dev libmd4c-dev nettle-dev libmicrohttpd-dev libsqlite3-dev libsodium-dev
       libseccomp-dev"
tests="libcmocka-dev libxml2-utils qpdf poppler-utils mupdf-tools python3
       python3-openpyxl python3-pypdf unicode-data zbar-tools
       chromium chromium-driver python3-selenium parallel"
gate="clang clang-tidy libclang-rt-14-dev libharfbuzz-bin valgrind"

case "${1-}" in
build) wanted=$build ;;
test) wanted="$build $tests" ;;
gate) wanted="$build $tests $gate" ;;
*) echo "usage: setup.sh build|test|gate" >&2; exit 2 ;;
esac

by_hand() {
    echo "hongtou: 本系统没有 apt，请用系统自己的工具安装下列软件包（Debian 的包名），然后再运行 make：" >&2
    echo "hongtou: there is no apt here; install these (by their Debian names), then run make again:" >&2
    # shellcheck disable=SC2086
    printf '    %s\n' $wanted >&2
    exit 1
}

# The libraries are there, but are they new enough?
recent_enough() {
    pkg-config --atleast-version=4 harfbuzz && return
    echo "hongtou: 本系统的 HarfBuzz 是 $(pkg-config --modversion harfbuzz)，要 4 以上：请用 Debian 12 或者同样新的系统" >&2
    echo "hongtou: HarfBuzz is older than 4 here: take Debian 12 or a system that is as new" >&2
    exit 1
}

# Without dpkg, ask pkg-config and the compiler for the libraries themselves.
if ! command -v dpkg-query >/dev/null 2>&1; then
    pkg-config --exists libxml-2.0 harfbuzz-subset freetype2 fontconfig icu-uc libdeflate libpng libjpeg libzip \
        libqrencode libqpdf libmicrohttpd sqlite3 libsodium libseccomp 2>/dev/null || by_hand
    for header in hpdf.h csv.h xlsxwriter.h md4c.h nettle/sha2.h; do
        echo "#include <$header>" | ${CC:-cc} -E - >/dev/null 2>&1 || by_hand
    done
    recent_enough
    exit 0
fi

missing=
for p in $wanted; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null) || status=
    [ "$status" = installed ] || missing="$missing $p"
done
if [ -z "$missing" ]; then
    recent_enough
    exit 0
fi

command -v apt-get >/dev/null 2>&1 || by_hand
as_root=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "hongtou: 需要管理员权限安装：$missing" >&2
        echo "hongtou: run as root: apt-get install$missing" >&2
        exit 1
    }
    as_root=sudo
fi
echo "installing:$missing"
# A network that fails once and another installation that has not ended are no reason to give up.
# shellcheck disable=SC2086
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 $missing
}
install || { $as_root apt-get update -q && install; }
recent_enough
