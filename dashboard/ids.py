"""Ids of components that layouts and callbacks share."""

# shell
LOCATION = "location"
PAGE = "page"
FALLBACK = "fallback"
FALLBACK_LOCATION = "fallback-location"

# pages
INDICATOR_PLACE = "pilih-wilayah"
INDICATOR_WINDOW = "pilih-jendela"
INDICATOR_PERIOD = "pilih-periode"
INDICATOR_BREAKDOWN = "pilih-rincian"
INDICATOR_BODY = "isi-indikator"
INDICATOR_TREND = "grafik-tren"
