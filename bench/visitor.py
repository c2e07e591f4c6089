"""A visitor of the Sentiment page without a browser, so that twenty fit on one machine beside the server.

It speaks the protocol of Streamlit's own page over a WebSocket. What it waits for is the server's doing alone: until
the reading of its text has arrived, which a browser of its own would then paint.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect


class Visitor:
    """An open page."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._box = ""

    @classmethod
    @asynccontextmanager
    async def arriving(cls, url: str) -> AsyncIterator[Self]:
        """A visitor of the server at `url` whose page is ready to be written into."""
        address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
        async with connect(address, origin=url, subprotocols=["streamlit"], max_size=None) as socket:
            visitor = cls(socket)
            async for answer in visitor._run():
                if answer.delta.new_element.WhichOneof("type") == "text_area":
                    visitor._box = answer.delta.new_element.text_area.id
            yield visitor

    async def wait_for_verdict(self, text: str) -> float:
        """Milliseconds from sending the text until its reading is here. Raises RuntimeError where it never comes."""
        began = time.perf_counter()
        took = None
        async for answer in self._run(text):
            drawn = answer.delta.new_element.bidi_component
            if took is None and drawn.component_name.endswith("reader") and text.rsplit(maxsplit=1)[-1] in str(drawn):
                took = 1000 * (time.perf_counter() - began)
        if took is None:
            raise RuntimeError(f"no reading of {text!r}")
        return took

    async def _run(self, text: str | None = None) -> AsyncIterator[ForwardMsg]:
        """What the server answers to one run of the page, up to its end."""
        asked = BackMsg()
        asked.rerun_script.page_name = "sentiment"
        asked.rerun_script.query_string = "lang=es"
        if text is not None:
            asked.rerun_script.widget_states.widgets.add(id=self._box, string_value=text)
        await self._socket.send(asked.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await self._socket.recv())
            yield answer
            if answer.WhichOneof("type") == "script_finished":
                return
