"""Cards whose numbers are drawn anew: expressions, draws, texts filled, and numbers that were typed."""
