"""Tests of the sums in forms."""
