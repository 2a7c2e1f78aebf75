"""Codes many notes: the same `pipeline.code` over a folder or a table, in processes, resumable. No logic of its own."""
