"""Takes the damaged lines out of a log; the file as it was stays beside it, so that no byte is lost."""

import shutil
from pathlib import Path

from aiquiz.errors import NewerFormatError
from aiquiz.store.log import read_lines
from aiquiz.store.paths import unusable
from aiquiz.store.records import Oddity, OddLine, decode_line, encode_event, salvage
from aiquiz.store.replace import write_replacing


def mend_log(path: Path, stamp: str) -> Path:
    """Writes a log anew with its good lines and the whole records that stand within damaged ones.

    Gives where the original is now. No session may be open. NewerFormatError leaves a file of a newer version alone.
    """
    lines: list[bytes] = []
    for line in read_lines(path):
        found = decode_line(line.text)
        if not isinstance(found, OddLine) or found.oddity is Oddity.UNKNOWN_KIND:
            lines.append(line.text + b"\n")
            continue
        rescued = list(salvage(line.text))
        if OddLine(Oddity.NEWER) in (found, *rescued):
            raise NewerFormatError(f"{path}:{line.number} was written by a newer aiquiz, please update", "Not mended.")
        lines += (encode_event(each) for each in rescued if not isinstance(each, OddLine))
    kept = path.with_name(f"{path.name}.before-mending-{stamp}")
    try:
        shutil.copy2(path, kept)
        write_replacing(path, b"".join(lines), durable=True)
    except OSError as error:
        raise unusable(Path(error.filename or path), error) from error
    return kept
