"""The domain: what a journey is, how it is changed, and what the method says of it. No files, no widgets."""
