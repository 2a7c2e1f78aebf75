"""The lexicon: our own words, as tables that a clinician can read and correct."""
