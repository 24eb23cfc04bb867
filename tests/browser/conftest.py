"""A browser that reaches nothing but this machine.

``browser`` is Chromium (Debian's, or another found by name or by the variable CHROMIUM); ``page`` is a
fresh page of it. A request to anything but a file or this machine is refused and fails the test, and so
does an error of a script or of the content security policy that the page does not expect.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = re.compile(r"(?:file|data|blob|about):|https?://(?:127\.0\.0\.1|localhost)(?:[:/]|$)")


@dataclass
class Trouble:
    """What went wrong on a page; a test that expects some of it clears the list."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        return [*self.requests, *self.errors, *self.dialogs]


# A module's browser, not the session's: while Playwright runs, no other test could run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium was found; install Debian's chromium or name one by CHROMIUM=/path")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def trouble() -> Trouble:
    return Trouble()


@pytest.fixture
def page(browser: Browser, trouble: Trouble) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)

    def gate(route: Route) -> None:
        if LOCAL.match(route.request.url):
            route.continue_()
        else:
            trouble.requests.append(f"a request to {route.request.url}")
            route.abort()

    context.route("**/*", gate)
    page = context.new_page()
    page.on("pageerror", lambda error: trouble.errors.append(f"an error on the page: {error}"))
    page.on(
        "console",
        lambda said: trouble.errors.append(f"on the console: {said.text}") if said.type == "error" else None,
    )

    def dismiss(dialog: object) -> None:
        trouble.dialogs.append(f"a dialog: {dialog.message}")  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", dismiss)
    yield page
    context.close()
    assert not trouble.all()
