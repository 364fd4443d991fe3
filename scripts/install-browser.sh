#!/bin/sh
# Find or install a Chromium for the browser tests, and a font with Arabic letters.
# The machine's own comes first, then Debian's package (as root), then Playwright's build.
set -eu
python=$1

has_browser() {
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    "$python" - <<'EOF' >/dev/null 2>&1
import pathlib
import sys

from playwright.sync_api import sync_playwright

with sync_playwright() as p:
    sys.exit(not pathlib.Path(p.chromium.executable_path).exists())
EOF
}

debian_installs() {
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

can_apt() { command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; }

if [ -n "${KIT_CHROMIUM:-}" ]; then
    if ! command -v "$KIT_CHROMIUM" >/dev/null 2>&1; then
        echo "make: found nothing to run at KIT_CHROMIUM=$KIT_CHROMIUM, expected a Chromium:" \
            'correct the path, or unset it' >&2
        exit 1
    fi
    has_browser() { :; }
fi
if ! has_browser && can_apt; then
    debian_installs chromium || true
fi
if ! has_browser; then
    "$python" -m playwright install chromium || true
fi
if ! has_browser; then
    echo 'make: found no Chromium, expected one for the browser tests: install chromium or' \
        'google-chrome, or set KIT_CHROMIUM to its path' >&2
    exit 1
fi
if can_apt && ! fc-list :lang=ar 2>/dev/null | grep -q .; then
    debian_installs fonts-noto-core
fi
