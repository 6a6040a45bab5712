"""The screen and the keys: Rich out, keys in."""
