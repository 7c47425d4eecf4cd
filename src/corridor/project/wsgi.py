"""The application as servers call it."""

import os
import threading
import time

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

application = get_wsgi_application()


def end_with(parent: int) -> None:
    """End this process once its parent has ended: killed outright, it could not tell."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


# `corridor serve` names itself; under any other server its own rules hold.
if os.environ.get("CORRIDOR_SERVER"):
    threading.Thread(target=end_with, args=(int(os.environ["CORRIDOR_SERVER"]),), daemon=True).start()
