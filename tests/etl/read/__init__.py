"""Tests of reading what offices send."""
