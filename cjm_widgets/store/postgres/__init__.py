"""Journeys in a PostgreSQL database: the same merge, history and promises as in a folder."""
