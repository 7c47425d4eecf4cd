"""Which address leads where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("corridor.portal.urls")), prefix_default_language=False)

handler404 = "corridor.portal.wrong.not_found"
