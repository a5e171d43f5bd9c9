"""Headless Chromium over the DevTools protocol, spoken through two pipes: no driver, no library, no port."""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 180.0
"""Seconds for one answer of the browser."""
OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--remote-debugging-pipe",
)


def executable() -> str:
    """The browser, or a skip where none is installed and none is required."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("BARLAU_REQUIRE_BROWSER"):
        pytest.fail("BARLAU_REQUIRE_BROWSER is set and no Chromium is installed")
    if path is None:
        pytest.skip("no Chromium is installed")
    return path


class Page:
    """One tab. `noise` collects what a quiet page never makes: console lines, errors, requests, dialogs."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session: str | None = None
        self.noise: list[tuple[str, str]] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its result."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def _receive(self, patience: float = PATIENCE) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._read], [], [], patience)[0], "the browser does not answer"
            self._rest += os.read(self._read, 1 << 20)
        line, self._rest = self._rest.split(b"\0", 1)
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Runtime.consoleAPICalled":
            self.noise.append(("console", str(params["args"])))
        elif method == "Runtime.exceptionThrown":
            self.noise.append(("exception", str(params["exceptionDetails"])))
        elif method == "Log.entryAdded":
            self.noise.append(("log", params["entry"]["text"]))
        elif method == "Network.requestWillBeSent" and params["request"]["url"] not in self.expected:
            self.noise.append(("request", params["request"]["url"]))
        elif method == "Page.javascriptDialogOpening":
            self.noise.append(("dialog", params["message"]))
            os.write(
                self._write,
                json.dumps(
                    {
                        "id": 0,
                        "method": "Page.handleJavaScriptDialog",
                        "params": {"accept": False},
                        "sessionId": self._session,
                    }
                ).encode()
                + b"\0",
            )

    expected: tuple[str, ...] = ()
    """Addresses that the page may ask for: its own."""

    def open(self, path: Path) -> float:
        """Open a file; returns the seconds until it was laid out and painted once."""
        self.expected = (path.as_uri(),)
        started = time.perf_counter()
        self.call("Page.navigate", url=path.as_uri())
        while self.evaluate("document.readyState") != "complete":
            time.sleep(0.005)
        self.evaluate("document.body.offsetHeight")
        return time.perf_counter() - started

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression (a promise is waited for)."""
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def resize(self, width: int, height: int, *, mobile: bool = False) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A PNG of the window, or of the whole page."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def print(self, path: Path) -> None:
        """A PDF as the print dialog would make it."""
        printed = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path.write_bytes(base64.b64decode(printed["data"]))


@contextmanager
def browser() -> Iterator[Page]:
    """A fresh browser with an empty profile."""
    program = executable()
    to_browser, from_us = os.pipe()
    from_browser, to_us = os.pipe()

    def place() -> None:  # the browser reads commands from descriptor 3 and answers on 4
        spare = fcntl.fcntl(to_us, fcntl.F_DUPFD, 10)
        os.dup2(to_browser, 3)
        os.dup2(spare, 4)

    with tempfile.TemporaryDirectory(prefix="barlau-browser-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={profile}"],
            preexec_fn=place,
            pass_fds=(3, 4),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(to_us)
        try:
            yield Page(from_browser, from_us)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            os.close(from_us)
            os.close(from_browser)
