#!/bin/sh
# Make a virtual environment with a Python that the kit runs on: the one named by PYTHON, else the
# machine's own python3 if it is new enough, else the newest other one.
set -eu
venv=$1
found=
for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -n "$name" ] || continue
    version=$("$name" --version 2>&1) || continue
    if ! "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        found=${found:-"found $version, expected 3.11 or newer: install one from python.org or with your package manager"}
        continue
    fi
    # a broken environment left here would be taken for a sound one
    rm -rf "$venv"
    if "$name" -m venv "$venv" >/dev/null 2>&1; then
        echo "made $venv with $version"
        exit 0
    fi
    rm -rf "$venv"
    found="found $version without its venv module, expected it: on Debian and Ubuntu, apt-get install python3-venv"
done
echo "make: ${found:-found no Python, expected 3.11 or newer: install it from python.org or with your package manager}" >&2
exit 1
