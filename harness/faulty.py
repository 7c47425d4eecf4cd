"""The server with a fault planted in it, which a harness must find."""

import io
import queue
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from corridor.project.wsgi import application

Start = Callable[..., Any]


def _do_later() -> None:
    while True:
        later = WAITING.get()
        time.sleep(0.2)
        b"".join(application(later, lambda *_given: None))


WAITING: queue.Queue[dict[str, Any]] = queue.Queue()
threading.Thread(target=_do_later, daemon=True).start()


def early(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Answers a write before it is done."""
    if environ["REQUEST_METHOD"] != "POST":
        return application(environ, start_response)
    body = environ["wsgi.input"].read()
    later = {**environ, "wsgi.input": io.BytesIO(body)}

    WAITING.put(later)
    start_response("201 Created", [("Content-Type", "application/json")])
    return [b"{}"]


def forgetful(environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
    """Knows no key again."""
    if "HTTP_IDEMPOTENCY_KEY" in environ:
        environ["HTTP_IDEMPOTENCY_KEY"] = uuid.uuid4().hex
    return application(environ, start_response)
