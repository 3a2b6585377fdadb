"""Tests of how it comes in."""
