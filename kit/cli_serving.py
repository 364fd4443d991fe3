"""The command `kit serve`: thin, as all of `kit.cli`."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import Annotated

import typer

from kit.core.errors import KitError
from kit.languages.interface import check_language, translator
from kit.languages.messages import messages
from kit.show.helping import spoken


def serve_command(
    folder: Annotated[
        str,
        typer.Argument(metavar="FOLDER|PAGE", help="The folder of exported pages, or one of them."),
    ],
    share: Annotated[
        bool,
        typer.Option("--share", help="Let others in this network in; else this computer only."),
    ] = False,
    port: Annotated[
        int | None, typer.Option(help="Default: the usual one, or a free one.", min=1, max=65_535)
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language to speak: ar or en. Default: the machine's.")
    ] = None,
) -> None:
    """Give out exported pages on the room's Wi-Fi, without an account and without the internet."""
    lang = check_language(lang) if lang is not None else spoken(sys.argv, os.environ)
    from kit.export.rooms import addresses, picture  # noqa: PLC0415  (only this command needs it)
    from kit.export.serving import LOCAL, PageServer  # noqa: PLC0415  (as above)

    say, said = translator(lang), messages("export", "serve")
    places = addresses() if share else [LOCAL]
    if not places:
        raise KitError(
            "found no network, expected Wi-Fi or a cable; join one, or leave --share out"
        )
    with PageServer(folder, port=port, share=share) as server, suppress(KeyboardInterrupt):
        # Whoever ends this command means the server, and wants it closed well.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        links = [f"http://{place}:{server.port}/" for place in places]
        print(say(said["shared" if share else "local"]))
        for link in links:
            print(f"\n    {link}")
        print()
        if share and sys.stdout.isatty():
            for line in picture(links[0]):
                typer.secho(f"    {line}", fg="black", bg="bright_white")
            print()
        for name in ("scan", "nobody", "stop") if share else ("share", "stop"):
            print(say(said[name]).format(option="--share", keys="Ctrl+C"))
        sys.stdout.flush()
        server.serve_forever()
