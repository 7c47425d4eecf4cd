"""Which address leads where."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from corridor.api import urls as api
from corridor.desk import urls as desk
from corridor.portal.languages import WRITTEN, written_otherwise

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(WRITTEN, written_otherwise),
    *api.above,
    *desk.above,
    *i18n_patterns(
        *api.pages,
        *desk.urlpatterns,
        path("", include("corridor.portal.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "corridor.project.wrong.bad_request"
handler404 = "corridor.portal.wrong.not_found"
handler500 = "corridor.project.wrong.failed"
