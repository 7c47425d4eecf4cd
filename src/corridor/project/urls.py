"""Which address leads where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from corridor.api import urls as api

# Chinese is written in two scripts, so its pages stand under zh-hans; people type zh.
urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^zh/(?P<rest>.*)$", RedirectView.as_view(url="/zh-hans/%(rest)s", query_string=True)),
    *api.above,
    *i18n_patterns(*api.pages, path("", include("corridor.portal.urls")), prefix_default_language=False),
]

handler404 = "corridor.portal.wrong.not_found"
