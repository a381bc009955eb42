"""Backups: made in one file, tried out by a real restore, kept for days, weeks and months, and restored whole or not at all."""
