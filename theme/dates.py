"""When a chapter was last changed: from the commits, so the same for everyone.

The day is that of the last commit that touched one of the chapter's own files. Without
the whole history (a shallow clone, a zip) no day is given, rather than a wrong one.
"""

import subprocess
from functools import cache
from pathlib import Path

OWN = ("models/{}.py", "figures/{}.py", "published/{}.toml", "results/{}.json")


def git(root: Path, *command: str) -> str:
    """Return what git says of the book, or nothing."""
    try:
        done = subprocess.run(
            ["git", *command], cwd=root, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout


@cache
def days(root: Path) -> dict[str, str]:
    """Return the day of each file's last commit, as 2026-11-22."""
    if git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    changed: dict[str, str] = {}
    log = git(root, "log", "--format=%x00%cs", "--name-only", "--relative")
    for commit in log.split("\0")[1:]:
        day, *names = commit.split("\n")
        changed |= {name: max(day, changed.get(name, "")) for name in names}
    return changed


def last_changed(root: Path, docname: str) -> str:
    """Return the day on which the page's own files changed last, or nothing."""
    own = docname.removeprefix("chapters/")
    names = [f"{docname}.md", *(pattern.format(own) for pattern in OWN)]
    return max((days(root).get(name, "") for name in names), default="")
