"""What an Anki collection of ours says of itself: the note type with its template, the decks, the settings."""

import json
from collections.abc import Iterable
from typing import Any

from aiquiz.interchange.anki_fields import ALL_FIELDS, TYPE_NAME
from aiquiz.interchange.ids import number_of

TYPE_ID = number_of("note type aiquiz 1")
TYPE_CHANGED_S = 1_795_000_000
"""Goes up with every change of the template: Anki takes the newer of two, and a learner's own change stays."""

FRONT = '<div class="place">{{Level}} · {{Topic}}</div>\n<div class="question">{{Front}}</div>'
BACK = """\
{{FrontSide}}
<hr id=answer>
<div class="answer">{{Back}}</div>
{{#Key points}}<div class="points"><b>They listen for</b>{{Key points}}</div>{{/Key points}}
{{#Tip}}<div class="tip"><b>Tip</b> {{Tip}}</div>{{/Tip}}
{{#Asked next}}<div class="next"><b>Asked next</b>{{Asked next}}</div>{{/Asked next}}
{{#Sources}}<div class="next"><b>Sources</b>{{Sources}}</div>{{/Sources}}
"""
CSS = """\
.card { font-family: system-ui, sans-serif; font-size: 18px; line-height: 1.5; text-align: left; max-width: 44em;
  margin: 0 auto; padding: 0 1em; }
.place, .next { color: #767676; font-size: 0.85em; }
.question { font-size: 1.15em; font-weight: 600; margin: 0.6em 0; }
.points, .tip, .next { margin-top: 1em; }
.tip { border-left: 3px solid #2a8; padding-left: 0.7em; }
table { border-collapse: collapse; }
td, th { border-bottom: 1px solid #9996; padding: 0.2em 0.8em 0.2em 0; text-align: left; }
pre { overflow-x: auto; padding: 0.6em; background: #8881; }
"""
SCHEMA = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
"""
INDEXES = """
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
"""


def models() -> str:
    """Gives the note types as JSON."""
    fields = [_field(place, name) for place, name in enumerate(ALL_FIELDS)]
    template = {"name": "Card", "ord": 0, "qfmt": FRONT, "afmt": BACK, "bqfmt": "", "bafmt": "", "did": None}
    model = {
        "id": TYPE_ID, "name": TYPE_NAME, "type": 0, "mod": TYPE_CHANGED_S, "usn": -1, "sortf": 0, "did": None,
        "tmpls": [template], "flds": fields, "css": CSS, "latexPre": "", "latexPost": "", "latexsvg": False,
        "req": [[0, "any", [0]]], "tags": [], "vers": [],
    }  # fmt: skip
    return json.dumps({str(TYPE_ID): model})


def _field(place: int, name: str) -> dict[str, Any]:
    return {"name": name, "ord": place, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}


def deck_id(name: str) -> int:
    """Gives the number of a deck."""
    return number_of(f"deck {name}")


def decks(names: Iterable[str], changed_s: int) -> str:
    """Gives the decks as JSON, those above them included; Anki wants its own first one to be there."""
    paths = {"::".join(parts[: end + 1]) for name in names for parts in [name.split("::")] for end in range(len(parts))}
    found = {"1": _deck(1, "Default", 0)}
    for name in sorted(paths):
        found[str(deck_id(name))] = _deck(deck_id(name), name, changed_s)
    return json.dumps(found)


def _deck(number: int, name: str, changed_s: int) -> dict[str, Any]:
    today = {key: [0, 0] for key in ("newToday", "revToday", "lrnToday", "timeToday")}
    return {
        "id": number, "name": name, "mod": changed_s, "usn": -1, "desc": "", "dyn": 0, "conf": 1, "collapsed": False,
        "browserCollapsed": False, "extendNew": 0, "extendRev": 0, **today,
    }  # fmt: skip


def settings(offset_minutes: int, rollover_hour: int) -> str:
    """Gives the settings of the collection as JSON; Anki counts minutes to the west."""
    return json.dumps(
        {
            "activeDecks": [1], "curDeck": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0, "estTimes": True,
            "dueCounts": True, "curModel": TYPE_ID, "nextPos": 1, "sortType": "noteFld", "sortBackwards": False,
            "addToCur": True, "dayLearnFirst": False, "schedVer": 2, "sched2021": True,
            "creationOffset": -offset_minutes, "rollover": rollover_hour,
        }
    )  # fmt: skip


def options() -> str:
    """Gives the one group of options that decks refer to, as Anki has it by default."""
    new = {
        "bury": False, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20,
    }  # fmt: skip
    lapse = {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0}
    review = {
        "bury": False, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2,
    }  # fmt: skip
    group = {
        "id": 1, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True,
        "new": new, "rev": review, "lapse": lapse, "dyn": False,
    }  # fmt: skip
    return json.dumps({"1": group})
