"""What `bench/load.py` puts behind a server: the whole application, and the bare peer beside it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver, include, path

application = get_wsgi_application()
# Addresses are looked up anew for each request, so one more may be put before them.
get_resolver().url_patterns.insert(0, path("", include("bare")))
