"""Bytes to notes: what arrives on a disk becomes text, a Note or an Encounter."""
