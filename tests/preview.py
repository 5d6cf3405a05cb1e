"""A real ``mkdocs serve`` on a free port of this machine."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

PATIENCE = 60.0


class Preview:
    """A running preview: its log and its pages."""

    def __init__(self, root: Path, environment: Mapping[str, str] | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.root, self.log_file = root, root / "serve.log"
        self.output = self.log_file.open("w")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{self.port}"],
            cwd=root,
            env=environment,
            stdout=self.output,
            stderr=subprocess.STDOUT,
        )

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    @property
    def builds(self) -> int:
        return self.log.count("Building documentation")

    @property
    def reloads(self) -> int:
        return self.log.count("Reloading browsers")

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, f"serve ended:\n{self.log}"
            try:
                if condition():
                    return
            except OSError:
                pass  # not listening yet
            time.sleep(0.2)
        raise AssertionError(f"waited {PATIENCE:.0f} s for {what}:\n{self.log}")

    def settled(self) -> int:
        """The number of builds once two quiet seconds have passed."""
        seen, since = self.builds, time.monotonic()
        while time.monotonic() - since < 2.5:
            time.sleep(0.2)
            if self.builds != seen:
                seen, since = self.builds, time.monotonic()
        return seen

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.output.close()
