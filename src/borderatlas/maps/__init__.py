"""Pages: one interactive Folium map per theme, and the index that leads to them."""
