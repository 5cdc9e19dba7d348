"""The parts that a journey is made of; `journey.model` puts them together and names them all."""
