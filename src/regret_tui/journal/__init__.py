"""The use cases, on which both faces run. No widgets, no printing."""
