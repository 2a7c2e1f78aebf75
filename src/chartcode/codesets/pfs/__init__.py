"""The Medicare physician fee schedule: how each code may be reported by a practitioner."""
