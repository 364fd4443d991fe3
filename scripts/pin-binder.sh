#!/bin/sh
# Write .binder/requirements.txt: what the kit and its lab need at run time, pinned, with the hashes of all files that
# the index has of each. It is resolved on the oldest Python that the kit supports, so that every newer one can install
# it. Run: sh scripts/pin-binder.sh
set -eu
python=${1:-python3.11}
desk=$(mktemp -d)
trap 'rm -rf "$desk"' EXIT
"$python" -m venv "$desk/venv"
"$desk/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[lab]' hatchling
"$desk/venv/bin/python" -m pip freeze --exclude who-said-so --exclude pip --exclude setuptools >"$desk/pins.in"
if grep -q ' @ ' "$desk/pins.in"; then
    echo "pin-binder: found a package that is not from the index:" >&2
    grep ' @ ' "$desk/pins.in" >&2
    exit 1
fi
"$python" -m venv "$desk/tools"
"$desk/tools/bin/python" -m pip install --quiet --disable-pip-version-check pip-tools
"$desk/tools/bin/pip-compile" --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file "$desk/pins" "$desk/pins.in"
{
    echo "# Pinned by scripts/pin-binder.sh with $("$python" --version); hatchling builds the kit in postBuild."
    cat "$desk/pins"
} >.binder/requirements.txt
