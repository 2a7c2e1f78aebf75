"""Fits the scorer that `coding` loads: on open text only, the same to the byte each time."""
