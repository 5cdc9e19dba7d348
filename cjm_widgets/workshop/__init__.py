"""What belongs to the people in the room rather than to a journey: who looks at a page, and what they may do."""
