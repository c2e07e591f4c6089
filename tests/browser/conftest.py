"""A real server and a real Chromium for every test in this folder.

A test that fails leaves pictures of its pages in shots/failures. JavaScript that throws in a page fails its test.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.live import NO_CHROMIUM, ROOT, Server, find_chromium, launch

FAILURES = ROOT / "shots" / "failures"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
expect.set_options(timeout=30_000)  # what waits for it to be true is no measure of speed: a busy machine may be slow
failed = pytest.StashKey[bool]()

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    if not chromium and os.environ.get("CI"):
        pytest.fail(NO_CHROMIUM)
    if not chromium:
        pytest.skip(f"browser tests not run, {NO_CHROMIUM}")
    with sync_playwright() as playwright, launch(playwright, chromium) as browser:
        yield browser


@pytest.fixture(scope="session")
def server(browser: Browser) -> Iterator[Server]:
    """One server for all tests; `server.url` is its address."""
    with Server() as server:
        yield server


@pytest.fixture
def fresh_server(browser: Browser) -> Iterator[Server]:
    """A server nobody has visited yet, as after a restart."""
    with Server() as server:
        yield server


@pytest.fixture
def open_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """`open_page(size="phone", scheme="dark", locale="en-US")`: a new visitor's page, in a context of its own.

    Sizes are desktop (1440 px wide) and phone (390); further keywords go to Playwright's new_context.
    """
    pages: list[Page] = []
    errors: list[str] = []

    def open_page(size: str = "desktop", scheme: str = "light", locale: str = "es-AR", **options: object) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=locale,
            **options,
        )
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        pages.append(page)
        return page

    yield open_page
    if request.node.stash.get(failed, False):
        FAILURES.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(pages):
            page.screenshot(path=FAILURES / f"{request.node.name}-{number}.png")
    for page in pages:
        page.context.close()
    assert not errors, f"JavaScript threw: {errors}"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A Spanish-speaking visitor at a desk, in the light."""
    return open_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[failed] = report.failed
        report.sections += [
            ("what the server said", server.output()) for server in item.funcargs.values() if isinstance(server, Server)
        ]
    return report
