"""Invented charts, messy as real ones, to try chartcode on. No patient behind any of them."""
