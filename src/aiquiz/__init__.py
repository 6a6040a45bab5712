"""aiquiz: a terminal flashcard trainer with spaced repetition for AI, machine-learning and MLOps interviews."""

__version__ = "0.1.0"
