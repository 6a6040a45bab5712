"""What a view looks like as a picture in a file: SVG or HTML, with no script and nothing fetched from elsewhere."""

import io
import re
from collections.abc import Callable

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType
from rich.terminal_theme import MONOKAI

from aiquiz.terminal.console import make_console
from aiquiz.terminal.styles import DARK

TITLE = "aiquiz"
COLUMNS = 88
"""As wide as a line that is comfortable to read."""

_SVG = re.sub(r",\s*url\([^;]*;", ";", CONSOLE_SVG_FORMAT).replace("<svg ", '<svg xml:space="preserve" ', 1)
"""Rich's, without the font that it would fetch from another server, and with the spaces that begin a text."""

_HTML = f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{TITLE}</title>
<style>
body {{{{ color: {{foreground}}; background-color: {{background}}; margin: 2em; }}}}
pre {{{{ font-family: "Fira Code", "DejaVu Sans Mono", Menlo, Consolas, monospace; line-height: 1.25; }}}}
code {{{{ font-family: inherit; }}}}
{{stylesheet}}
</style>
</head>
<body>
<pre><code>{{code}}</code></pre>
</body>
</html>
"""

View = Callable[[Console], RenderableType]


def draw_svg(view: View, name: str = TITLE) -> str:
    """Gives the view as an SVG; the name tells its styles from those of another one on the same page."""
    return svg_of(record(view), name)


def draw_html(view: View) -> str:
    """Gives the view as a page of HTML."""
    return record(view).export_html(theme=MONOKAI, code_format=_HTML)


def record(view: View) -> Console:
    """Gives a console on which the view has been shown."""
    console = make_recorder()
    console.print(view(console))
    return console


def make_recorder() -> Console:
    """Gives a console that keeps what is printed, in the colours of the dark theme."""
    environ = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    console = make_console(io.StringIO(), width=COLUMNS, interactive=False, environ=environ, colour=True, theme=DARK)
    console.record = True
    return console


def svg_of(console: Console, name: str) -> str:
    """Gives what was printed as an SVG; the fixed name keeps it the same from one drawing to the next."""
    return console.export_svg(title=TITLE, theme=MONOKAI, code_format=_SVG, unique_id=name)
