"""Find the browser that looks at the pages; on Debian as root, install it.

It reaches this machine and no other: a page can be opened from the disk, or from a
small server on the loopback address.
"""

import gzip
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
COMPRESSED = {".html", ".css", ".js", ".svg"}
# a browser that asks nothing of anyone but the page
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--no-sandbox",
]


def find() -> str | None:
    """Return the path of an installed Chromium or Chrome."""
    return next(filter(None, map(shutil.which, [*NAMES, MAC])), None)


def launch(playwright):
    """Start the browser without a window."""
    return playwright.chromium.launch(executable_path=ensure(), args=FLAGS)


def ensure() -> str:
    """Return the browser's path; install it where that needs no question."""
    if not find() and shutil.which("apt-get") and os.geteuid() == 0:
        print("installing chromium by apt-get", flush=True)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        for command in ["update -qq", "install -qq --no-install-recommends chromium"]:
            quiet = subprocess.DEVNULL
            subprocess.run(["apt-get", *command.split()], check=True, stdout=quiet)
    path = find()
    if not path:
        sys.exit("Install Chromium or Chrome: the pages are tested in a browser.")
    return path


def pages(html: Path) -> list[Path]:
    """Return the pages of the site that a reader can reach."""
    return [
        path
        for path in sorted(html.rglob("*.html"))
        if path.name != "404.html"  # it is made to be served from the root
        and "location.replace" not in path.read_text("utf8")  # a redirect
    ]


class Host(SimpleHTTPRequestHandler):
    """Send files as a web host does, compressed, and without a word."""

    def log_message(self, *_) -> None:
        """Say nothing."""

    def send_head(self):
        """Compress what is text."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in COMPRESSED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@contextmanager
def served(html: Path) -> Iterator[str]:
    """Serve the site on this machine only; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=html)) as to:
        Thread(target=to.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{to.server_port}"
        to.shutdown()


if __name__ == "__main__":
    ensure()
