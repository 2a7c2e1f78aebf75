"""Conversions of codes from year to year, as they come with chartcode: which codes took the place of which."""
