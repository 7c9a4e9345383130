"""`AtlasMap`: a Folium map that is a page of the atlas."""

from __future__ import annotations

import folium
from folium.template import Template

from borderatlas.errors import UsageError
from borderatlas.maps.page import Page


class AtlasMap(folium.Map):
    """A map of the atlas, to which Folium elements can be added as to any `folium.Map`.

    It renders into its own page (`borderatlas.maps.page.Page`), with the backdrop, the border and the layers drawn from
    the page itself, in a notebook too. Which elements work in it is written in `borderatlas.maps.elements`.

    Args:
        page: The page with the data of the map.
        bounds: Opening view, before the page fits it to its window: west, south, east, north in degrees.

    Example:
        >>> m = Atlas.open(".").map("clashes")
        >>> folium.Marker([37.52, 71.50], popup="Where we slept").add_to(m)
        >>> m.save("trip.html")
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}

        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }}
            });
            {%- if this.objects_to_stay_in_front %}
            {{ this.get_name() }}.on("overlayadd", function objects_in_front() {
                {%- for element in this.objects_to_stay_in_front %}
                {{ element.get_name() }}.bringToFront();
                {%- endfor %}
            });
            {%- endif %}
        {% endmacro %}
        """
    )

    def __init__(self, page: Page, bounds: tuple[float, float, float, float]) -> None:
        west, south, east, north = bounds
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2],
            zoom_start=6,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            zoom_snap=0.25,
            zoom_delta=0.5,
            min_zoom=4,
            max_zoom=16,
            wheel_px_per_zoom_level=110,
        )
        page.add_child(self)

    def render(self, **kwargs: object) -> None:  # type: ignore[override]  # so does folium.Map
        """Renders into the page.

        Raises:
            UsageError: The map was moved into another figure, which would load scripts from servers and allow any.
        """
        if not isinstance(self.get_root(), Page):
            raise UsageError(
                "An AtlasMap carries its own page and cannot be put into another figure (Figure, DualMap, a "
                "framework's wrapper). Show its HTML in a frame instead: m.get_root().render()."
            )
        super().render(**kwargs)  # type: ignore[no-untyped-call]
