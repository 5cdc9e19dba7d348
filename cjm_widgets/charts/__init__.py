"""Figures of a journey as Altair charts and tables. Import the module you need: pandas and Altair load with it."""
