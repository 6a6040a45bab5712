"""Holds a typed answer against the key points of a card, by its words."""
