"""One module for each automaton over literal phrases, each with a `MATCHER`."""
