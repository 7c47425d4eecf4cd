"""The addresses as they are, and among them two that always break."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from corridor.project import urls


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret inside")


urlpatterns = [
    path("broken/", broken),
    path("ur/broken/", broken),
    path("api/v1/broken", broken),
    *urls.urlpatterns,
]
handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
