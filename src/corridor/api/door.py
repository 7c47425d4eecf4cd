"""The API as django-ninja holds it, and its OpenAPI document: every operation with all it can answer."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from corridor.api import document
from corridor.api.addresses import root
from corridor.api.asked import Parameter, parameters
from corridor.api.gate import gate
from corridor.api.problems import NothingThere, problem
from corridor.api.writings import Writing

View = Callable[..., HttpResponse]


class Door(NinjaAPI):
    """Answers every refusal as a problem, and documents exactly what it does."""

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
        self,
        path: str,
        shape: Any,
        noun: str,
        known: Mapping[str, Parameter],
        kind: str | Writing,
        method: str = "get",
        status: int = 200,
    ) -> Callable[[View], View]:
        def put(view: View) -> View:
            name = view.__name__.rstrip("_")
            summary = (view.__doc__ or "").strip()
            extra = {"parameters": parameters(known), "x-kind": kind}
            getattr(self, method)(
                path,
                response={status: shape},
                operation_id=name,
                url_name=name,
                summary=summary,
                description=" ",
                tags=[noun],
                openapi_extra=extra,
            )(view)
            return view

        return put

    def writes(self, method: str, path: str, shape: Any, noun: str, writing: Writing) -> Callable[[View], View]:
        """Puts an operation that writes at an address."""
        return self._put(path, shape, noun, {}, writing, method, writing.status)

    def own(self, path: str, shape: Any, noun: str, known: Mapping[str, Parameter]) -> Callable[[View], View]:
        """Puts something at an address that only the holder of a token is told."""
        return self._put(path, shape, noun, known, document.OWN)

    def views(self) -> list[URLPattern]:
        """The addresses of the operations, each behind the gate."""
        return [
            URLPattern(each.pattern, gate(each.callback, methods), each.default_args, each.name)
            for bound in self._get_bound_routers()
            for each, methods in zip(bound.urls_paths(bound.prefix), _methods(bound), strict=True)
        ]

    def get_root_path(self, path_params: Any) -> str:
        return root()

    def get_openapi_schema(self, **_given: Any) -> OpenAPISchema:
        """The document, with everything that every operation can answer."""
        return document.completed(super().get_openapi_schema())


def _methods(bound: Any) -> Iterator[set[str]]:
    """By which methods each address answers, as often as it has operations."""
    for view in bound.path_operations.values():
        methods = {method for each in view.operations for method in each.methods}
        for _operation in view.operations:
            yield methods


def _nothing(request: HttpRequest, _problem: Any) -> HttpResponse:
    return problem(request, NothingThere())
