"""The pens' way to a file: written whole or not at all."""
from desktop.services.atomic import replace_file, sentence

__all__ = ["replace_file", "sentence"]
