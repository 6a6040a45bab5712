"""The disk: reads and writes, no decisions."""
