"""Measures chartcode against notes, phrases and assertions that people have labelled."""
