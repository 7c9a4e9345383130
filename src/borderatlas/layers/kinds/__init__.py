"""One module per layer: what a bridge, a market, a mission, a clash is. The models are the schema."""
