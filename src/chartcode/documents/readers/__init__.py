"""Readers: one file for each format, each with the function `read(data, note_id, limits) -> Document`.

They may be imported only in the process that `confine` starts: their libraries are large, and not safe with any bytes.
"""
