"""The site as a zip that opens from a USB stick, the same bytes from the same site."""

import zipfile
from pathlib import Path

NAME = "who-should-decide"
DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can name: the same on every day


def pack(html: Path, path: Path) -> Path:
    """Write all files of the site into one folder of the zip at ``path``."""
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(f for f in html.rglob("*") if f.is_file()):
            entry = zipfile.ZipInfo(f"{NAME}/{file.relative_to(html).as_posix()}", DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return path


if __name__ == "__main__":
    build = Path.cwd() / "_build"
    print(pack(build / "html", build / f"{NAME}.zip"))
