#!/bin/sh
# Write .binder/requirements.txt: what the kit and its lab need at run time, pinned. It is resolved on the oldest
# Python that the kit supports, so that every newer one can install it. Run: sh scripts/pin-binder.sh
set -eu
python=${1:-python3.11}
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
"$python" -m venv "$desk/venv"
"$desk/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[lab]' hatchling
{
    echo "# Pinned by scripts/pin-binder.sh with $("$python" --version); hatchling builds the kit in postBuild."
    "$desk/venv/bin/python" -m pip freeze --exclude who-said-so --exclude pip --exclude setuptools
} >"$desk/pins"
if grep -q ' @ ' "$desk/pins"; then
    echo "pin-binder: found a package that is not from the index:" >&2
    grep ' @ ' "$desk/pins" >&2
    exit 1
fi
mv "$desk/pins" .binder/requirements.txt
chmod 644 .binder/requirements.txt
