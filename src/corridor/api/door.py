"""The API as django-ninja holds it, and its OpenAPI document: every operation with all it can answer."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from corridor.api import document
from corridor.api.addresses import root
from corridor.api.asked import Parameter
from corridor.api.gate import gate
from corridor.api.problems import NothingThere, problem

View = Callable[..., HttpResponse]


class Door(NinjaAPI):
    """Reads only, answers every refusal as a problem, and documents exactly what it does."""

    def __init__(self) -> None:
        super().__init__(
            title="Corridor",
            version="1",
            description=document.ABOUT,
            openapi_url=None,
            docs_url=None,
            urls_namespace="api-v1",
        )

    def set_default_exception_handlers(self) -> None:
        """What leads nowhere becomes a problem; a Refusal passes on to the gate, and anything else is a bug."""
        self.add_exception_handler(Http404, _nothing)
        # Only addresses are read by shape here; what has not the shape of a code names nothing.
        self.add_exception_handler(ValidationError, _nothing)

    def listing(self, path: str, shape: Any, noun: str, known: Mapping[str, Parameter]) -> Callable[[View], View]:
        """Puts a list at an address."""
        return self._put(path, shape, noun, known, document.LISTING)

    def one(self, path: str, shape: Any, noun: str, known: Mapping[str, Parameter]) -> Callable[[View], View]:
        """Puts one thing at an address."""
        return self._put(path, shape, noun, known, document.ONE)

    def _put(
        self, path: str, shape: Any, noun: str, known: Mapping[str, Parameter], kind: str
    ) -> Callable[[View], View]:
        def put(view: View) -> View:
            name = view.__name__
            summary = (view.__doc__ or "").strip()
            extra = {"parameters": document.parameters(known), "x-kind": kind}
            self.get(
                path,
                response=shape,
                operation_id=name,
                url_name=name,
                summary=summary,
                description=" ",
                tags=[noun],
                openapi_extra=extra,
            )(view)
            return view

        return put

    def views(self) -> list[URLPattern]:
        """The addresses of the operations, each behind the gate."""
        return [
            URLPattern(each.pattern, gate(each.callback), each.default_args, each.name)
            for bound in self._get_bound_routers()
            for each in bound.urls_paths(bound.prefix)
        ]

    def get_root_path(self, path_params: Any) -> str:
        return root()

    def get_openapi_schema(self, **_given: Any) -> OpenAPISchema:
        """The document, with everything that every operation can answer."""
        return document.completed(super().get_openapi_schema())


def _nothing(request: HttpRequest, _problem: Any) -> HttpResponse:
    return problem(request, NothingThere())
