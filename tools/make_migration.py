"""Draft the next migration: `python tools/make_migration.py 0003 "what it adds"` compares the models with an upgraded store."""
from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

sys.path.insert(0, str(Path(__file__).parents[1]))

import desktop.models
from desktop.services.connection import connect


def main() -> None:
    revision, message = sys.argv[1:3]
    config = Config()
    config.set_main_option("script_location", str(Path(desktop.models.__file__).parent / "migrations"))
    config.set_main_option("file_template", "%%(rev)s")
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(str(Path(folder) / "draft.db"))
        with engine.execution_options(writing=True).connect() as connection:
            config.attributes["connection"] = connection
            if any((Path(desktop.models.__file__).parent / "migrations" / "versions").glob("*.py")):
                command.upgrade(config, "head")
            command.revision(config, message, autogenerate=True, rev_id=revision)
        engine.dispose()


main()
