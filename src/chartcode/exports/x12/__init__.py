"""X12 837 claims, 005010: segments of our own, professional (X222A1) and institutional (X223A2)."""
