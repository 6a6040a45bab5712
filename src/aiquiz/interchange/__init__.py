"""Other programs' formats, both ways: values in, bytes out, and of each card what could not be taken over."""
