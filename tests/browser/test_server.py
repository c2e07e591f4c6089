"""What the server itself refuses, whatever a page would have said; and that nobody else is asked for anything."""

import http.client
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

from tests.live import Server, wait_until_idle


def real_upload(page: Page, url: str) -> Request:
    """The request by which the page's own uploader sends a file."""
    page.goto(f"{url}/sentiment?view=file&lang=es")
    small = {"name": "a.csv", "mimeType": "text/csv", "buffer": b"text\nMuy bueno.\n"}
    with page.expect_request(lambda request: request.method == "PUT") as sent:
        page.locator("input[type=file]").set_input_files(small)
    assert sent.value.response().ok
    return sent.value


def status_of_announcing(megabytes: int, upload: Request, **changed: str) -> int:
    """The answer to the same request with a longer body, of which not a byte is sent."""
    address = urlsplit(upload.url)
    headers = {name: value for name, value in upload.all_headers().items() if not name.startswith(":")}
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
    connection.putrequest("PUT", address.path, skip_host=True, skip_accept_encoding=True)
    for name, value in (headers | changed | {"content-length": str(megabytes * 2**20)}).items():
        connection.putheader(name, value)
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_gigabyte_announced_is_refused_before_it_travels(server: Server, page: Page) -> None:
    assert status_of_announcing(1024, real_upload(page, server.url)) == 413


def test_an_upload_that_another_site_made_the_browser_send_is_refused(server: Server, page: Page) -> None:
    assert status_of_announcing(1, real_upload(page, server.url), **{"x-xsrftoken": "forged"}) == 403


def test_what_the_visitor_writes_stays_between_browser_and_server(server: Server, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("", "sentiment?lang=es&text=Muy+bueno", "sentiment?view=file"):
        page.goto(f"{server.url}/{address}")
        wait_until_idle(page)
    assert asked
    assert not [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
