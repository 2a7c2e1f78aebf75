"""How a fracture heals, as the 7th character says it."""

_WORDS = (("nonunion", "K"), ("malunion", "P"), ("delayed healing", "G"), ("delayed union", "G"))


def healing(sentence: str) -> str:
    """The 7th character of the healing that a sentence in lower case tells; empty where it tells no trouble."""
    plain = sentence.replace("non-union", "nonunion").replace("mal-union", "malunion")
    return next((letter for words, letter in _WORDS if words in plain), "")
