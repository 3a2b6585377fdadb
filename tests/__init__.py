"""A mirror of the code."""
