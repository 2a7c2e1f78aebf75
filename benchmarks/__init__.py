"""Measurements of accuracy, speed and memory. Not tests: they print what this machine shows."""
