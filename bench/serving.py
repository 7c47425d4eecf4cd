"""What `bench/load.py` puts behind a server: the whole application, and the bare peer beside it."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridor.project.settings")

from django.core.wsgi import get_wsgi_application
from django.urls import include, path

from corridor.project import urls

urls.urlpatterns.insert(0, path("", include("bare")))
application = get_wsgi_application()
