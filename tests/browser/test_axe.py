"""What axe-core finds in every page, in both themes: nothing serious. It looks into the components' shadows, too."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OpenPage
from tests.live import wait_until_idle
from tests.shots import addresses
from ui.shell import PAGES

SERIOUS = {"serious", "critical"}
# What is more to look at than the page that opens: operations, a second reading, tables.
STATES = (
    "sentiment-verdict",
    "sentiment-file",
    "microscope-operated",
    "microscope-pinned",
    "microscope-recall",
    "models-behaviour",
    "text-matrix",
    "text-zeros",
    "text-pipe",
    "embeddings-map",
    "embeddings-bias",
    "embeddings-layer",
    "embeddings-help",
    "embeddings-own",
)


@pytest.mark.parametrize("name", [*PAGES, *STATES])
def test_nothing_keeps_anybody_out(server, open_page: OpenPage, name: str) -> None:
    for scheme in ("light", "dark"):
        page = open_page(scheme=scheme, reduced_motion="reduce")
        page.goto(f"{server.url}/{addresses()[name]}")
        wait_until_idle(page)
        found = Axe().run(page).response
        assert len(found["passes"]) > 10  # it did look
        told = [
            f"{scheme}: {rule['id']}: {node['target']} {node['html'][:200]}"
            for rule in found["violations"]
            if rule["impact"] in SERIOUS
            for node in rule["nodes"]
        ]
        assert not told, "\n".join(told)
