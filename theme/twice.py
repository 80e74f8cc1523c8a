"""Build the site twice from nothing, in two folders, and compare every byte."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NOT_THE_BOOK = ("_build", ".venv", ".venvs", ".pytest_cache")


def site(root: Path, seed: str) -> dict[str, str]:
    """Build a copy of the book; return a digest of each file of its site."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, f"book {seed}")
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*NOT_THE_BOOK))
        subprocess.run(
            [sys.executable, "-m", "theme.build"],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONHASHSEED": seed},
            check=True,
        )
        return digests(copy / "_build" / "html")


def digests(html: Path) -> dict[str, str]:
    """Return a digest of each file of a site."""
    return {
        str(path.relative_to(html)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(html.rglob("*"))
        if path.is_file()
    }


def differ(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Return the files that are not in both, or not the same."""
    return sorted({name for name, _ in first.items() ^ second.items()})


def main(root: Path) -> int:
    """Say which files differ; return the exit code."""
    first, second = site(root, "1"), site(root, "2")
    changed = differ(first, second)
    for name in changed:
        print(f"differs: {name}")
    print(f"{len(first)} files, {len(changed)} of them differ")
    return bool(changed)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
