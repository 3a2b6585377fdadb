"""Tests of what a reader meets in a real browser."""
