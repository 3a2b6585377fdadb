"""Reads workbooks into grids in a process of its own, with limits; nothing here imports the rest of the program."""
