"""chartcode reads a patient's chart and returns the codes that a trained medical coder would defend."""

__version__ = "0.1.0"
