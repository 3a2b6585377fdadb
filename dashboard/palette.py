"""The colours of charts, readable on the light and the dark ground of assets/style.css."""

LINE = "#2b7fb3"
TARGET = "#d07422"
CLAIM = "#9467b8"
MUTED = "#7b8794"
GRID = "rgba(123,135,148,0.28)"
LIGHTS = {"hijau": "#4a9a55", "kuning": "#a08532", "merah": "#c8463a", "abu": MUTED}
