"""Forgetting a person: where their name and what is their own stands in all maps of a place, and taking it out."""
