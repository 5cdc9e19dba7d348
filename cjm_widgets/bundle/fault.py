from __future__ import annotations


class BundleError(Exception):
    """Why a bundle cannot be made, as a sentence for people."""
