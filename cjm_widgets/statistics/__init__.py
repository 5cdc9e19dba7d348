"""What figures can be trusted to say. Pure: numbers in, numbers out."""
