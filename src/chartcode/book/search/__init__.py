"""Words, part words, abbreviations, slips of the pen and pieces of codes to codes, ranked, each with its why."""
