"""What holds for all tests: the settings of whoever runs them are no part of them."""

import os

RENEWING = "AIQUIZ_RENEW_SCREENS"


def pytest_configure() -> None:
    """Takes the variables away that the program obeys; the one that renews kept screens is the tests' own."""
    for name in [name for name in os.environ if name.startswith("AIQUIZ_") and name != RENEWING]:
        del os.environ[name]
