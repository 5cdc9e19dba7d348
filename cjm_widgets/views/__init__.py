"""A journey in the shapes that others know: the tables and views of the method's sources. Pure."""
