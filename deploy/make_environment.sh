#!/bin/sh
# Makes .venv exactly as requirements.lock says, with any Python from 3.11 on. A stamp of what was installed makes a repeated
# call instant; the path belongs to the stamp because the scripts in .venv carry it.
set -eu
cd "$(dirname "$0")/.."

wanted=$({ pwd; cat requirements.lock pyproject.toml; } | cksum)
stamp=.venv/installed
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

suits() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if ! suits .venv/bin/python; then
    chosen=
    for candidate in "${INFAMILIE_PYTHON:-python3.13}" python3.13 python3.12 python3.11 python3; do
        if suits "$candidate"; then
            chosen=$candidate
            break
        fi
    done
    if [ -z "$chosen" ]; then
        echo "Es wurde kein Python ab Version 3.11 gefunden, das eigene Umgebungen anlegen kann (Module venv und ensurepip)." >&2
        echo "Unter Debian und Ubuntu hilft: apt install python3 python3-venv" >&2
        echo "Liegt Python an einem anderen Ort, nennen Sie ihn: INFAMILIE_PYTHON=/pfad/zu/python3 make run" >&2
        exit 1
    fi
    "$chosen" -m venv --clear .venv
fi

echo "Die Umgebung .venv wird eingerichtet; beim ersten Mal dauert das etwa eine Minute …"
rm -f "$stamp"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
# compat: one path entry. The default finder would look for a service deleted elsewhere in this folder.
PYTHONWARNINGS=ignore .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation \
    --config-settings editable_mode=compat --editable .
printf '%s\n' "$wanted" >"$stamp"
