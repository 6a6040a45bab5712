"""What holds for all tests: neither the settings nor the signals of whoever runs them are part of them."""

import os
import signal

RENEWING = "AIQUIZ_RENEW_SCREENS"


def pytest_configure() -> None:
    """Takes the variables away that the program obeys, but the one that renews kept screens, which is the tests' own.

    Behind a shell's `&` Ctrl-C is ignored, and what a program finds ignored stays so.
    """
    for name in [name for name in os.environ if name.startswith("AIQUIZ_") and name != RENEWING]:
        del os.environ[name]
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
