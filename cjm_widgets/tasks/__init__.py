"""What commands and pages do alike with maps: make, choose, keep, attach, tell what happened."""
