#!/bin/sh
# Make a virtual environment with the newest Python that the kit runs on.
set -eu
venv=$1
why='found no Python 3.11 or newer, expected one: install it from python.org or with your package manager'
for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11 python; do
    [ -n "$name" ] || continue
    command -v "$name" >/dev/null 2>&1 || continue
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    if "$name" -m venv "$venv" 2>/dev/null; then
        "$venv/bin/python" -m pip --version >/dev/null
        echo "made $venv with $("$name" --version)"
        exit 0
    fi
    rm -rf "$venv"
    why="found $("$name" --version) without its venv module, expected it: on Debian and Ubuntu, apt-get install python3-venv"
done
echo "make: $why" >&2
exit 1
