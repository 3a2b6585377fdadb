"""How it comes in."""
