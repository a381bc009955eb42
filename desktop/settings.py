"""Where this PC keeps what: one dataclass, read once from the environment and the command line."""
from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP = "xiewu"
STORE_NAME = "office.db"


@dataclass(frozen=True)
class Settings:
    """`store` is a path or a PostgreSQL URL; `folder` holds the user's own files (drafts, layouts, pictures of lists)."""
    store: str
    folder: Path
    chosen: bool = False

    def make_folder(self) -> None:
        """The embedded store's folder is made on first use; a path that the user chose must exist."""
        if not self.chosen:
            self.folder.mkdir(parents=True, exist_ok=True)


def read(store: str | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The command line wins over XIEWU_STORE, that over the user's data folder; an empty value counts as unset."""
    from platformdirs import user_data_path

    folder = Path(environment.get("XIEWU_FOLDER") or user_data_path(APP, appauthor=False))
    chosen = store or environment.get("XIEWU_STORE")
    return Settings(chosen or str(folder / STORE_NAME), folder, bool(chosen))
