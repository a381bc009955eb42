"""Start: without a verb the window, with a verb the command line."""
from __future__ import annotations

import sys


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == ["--read-file"]:  # the bundle's way to the child process that reads foreign files
        from desktop.importers import child

        return child.main(arguments[1:])
    from desktop import cli

    return cli.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
