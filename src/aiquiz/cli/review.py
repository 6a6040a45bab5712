"""`aiquiz review`: what is due, and nothing else."""

from aiquiz.cli.options import Levels, Limit, Roles, Tags, Topics


def review(
    level: Levels = None, topic: Topics = None, tag: Tags = None, role: Roles = None, limit: Limit = None
) -> object:
    """Repeat the due cards only; says when the next one is due if there is none.

    Example: aiquiz review --limit 20
    """
    from aiquiz.cli.study import study

    return study(level, topic, tag, role, limit, new=0)
