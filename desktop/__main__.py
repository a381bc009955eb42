"""Start: without a verb the window, with a verb the command line."""
from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--read-file"]:  # the bundle's way to the child process that reads foreign files
        from desktop.importers import child

        return child.main(arguments[1:])
    if not arguments:  # the window must not wait for the command line's words
        return window()
    from desktop import cli

    return cli.main(arguments)


def window() -> int:
    from desktop import settings
    from desktop.fields.refused import Refused

    try:
        from desktop import app

        return app.run(settings.read())
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
