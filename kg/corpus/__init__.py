"""Room 1: a file -> its text, decoded once, with the grid of every table that the format states."""

from kg.corpus.source import MAX_BYTES, MAX_CHARACTERS, digest, files, passed_over, read

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "digest", "files", "passed_over", "read"]
