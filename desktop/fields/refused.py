"""A refusal: the sentence that tells the user why nothing was done."""
from __future__ import annotations


class Refused(Exception):
    """What was asked cannot be done. The message is Chinese and whole: what happened, where, what to do."""
