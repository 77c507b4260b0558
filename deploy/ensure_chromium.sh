#!/bin/sh
# Provides Chromium for the browser tests: uses the one that is there, else installs Debian's.
set -eu
if command -v chromium >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Für die Prüfung der Seiten fehlt Chromium. Unter Debian und Ubuntu hilft: apt-get install chromium" >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
