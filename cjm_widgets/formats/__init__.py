"""How a map leaves and comes back: one module a format, each with `write` and, where it can, `read`."""
