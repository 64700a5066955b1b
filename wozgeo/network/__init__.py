"""The street network and the engine."""
