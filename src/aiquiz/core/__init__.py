"""The rules: cards, days, schedulers, sessions and statistics, as pure functions of values."""
