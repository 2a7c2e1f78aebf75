"""Other programs beside chartcode on the same notes and phrases, each in a process and an environment of its own.

`adapters` hold one module for each program, `matchers` one for each multi-pattern automaton. Both run in .venv-peers,
where chartcode is not installed: they import the program they are for, the standard library and `job`.
"""
