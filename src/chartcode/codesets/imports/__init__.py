"""Releases that the user imports from the publishers' files: one read-only SQLite file each, in the data folder."""
