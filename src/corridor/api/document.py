"""What the OpenAPI document says of every operation beside its own shape: parameters, headers, problems, links."""

from collections.abc import Mapping
from typing import Any

from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import models_json_schema

from corridor.api.answers import CSV
from corridor.api.asked import Parameter
from corridor.api.nouns import SINGULAR
from corridor.api.problems import MEANINGS, MEDIA_TYPE, Problem
from corridor.search.rules.order import NOUNS as MERGING

LISTING, ONE = "listing", "one"
REFERENCE = "#/components/schemas/{model}"
ABOUT = (
    "What was promised, what is proven, what is late, and whom it holds up: the ledger of industrial-cooperation "
    "programmes, for reading by programs. Open to everybody, from any site, without a key. "
    "Every address is its own page in the portal too; `links` names it."
)
TAGS = {
    "programmes": "Cooperations run by countries together",
    "commitments": "What a party owes another, and where it stands on a day",
    "parties": "Organisations that owe and are owed",
    "zones": "Special economic zones and industrial estates",
    "agreements": "Instruments that bind",
    "meetings": "Sittings of bodies",
    "ventures": "Investments by parties at places",
    "obstacles": "Why something is stuck",
    "sources": "Publications and documents on which every statement rests",
    "figures": "Numbers that somebody stated, contradicting ones side by side",
    "evidence": "What was observed about a commitment",
}
HEADERS: dict[str, Any] = {
    "ETag": {
        "description": "Send it back as If-None-Match; 304 answers where nothing changed",
        "schema": {"type": "string"},
    },
    "RateLimit-Policy": {"description": "How often one address may ask", "schema": {"type": "string"}},
    "RateLimit": {"description": "What is left of it, and for how many seconds", "schema": {"type": "string"}},
    "Link": {"description": "The page before and the page after (RFC 8288)", "schema": {"type": "string"}},
    "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer", "minimum": 1}},
}
LOCATION = {"schema": {"type": "string"}}
PROBLEMS = ("400", "404", "406", "429")


def parameters(known: Mapping[str, Parameter]) -> list[dict[str, Any]]:
    """Parameters as the document writes them."""
    return [_parameter(each) for each in known.values()]


def _parameter(parameter: Parameter) -> dict[str, Any]:
    told: dict[str, Any] = {
        "in": "query",
        "name": parameter.name,
        "description": parameter.means,
        "required": False,
        "schema": dict(parameter.schema),
    }
    if parameter.schema["type"] == "array":
        told |= {"style": "form", "explode": False}
    return told


def completed(openapi: OpenAPISchema) -> OpenAPISchema:
    """The document with what django-ninja does not know of."""
    _keys, problems = models_json_schema([(Problem, "serialization")], ref_template=REFERENCE)
    schemas = openapi["components"]["schemas"]
    schemas.update(problems["$defs"])
    for path, methods in openapi["paths"].items():
        for operation in methods.values():
            _complete(path, operation)
    for schema in _sparse(openapi, schemas):
        # `fields` may leave any of them out.
        schema.pop("required", None)
    openapi["tags"] = [{"name": name, "description": said} for name, said in TAGS.items()]
    components = openapi["components"]
    components["headers"] = HEADERS
    unchanged = {"description": "Nothing changed since the ETag that was sent"}
    moved = {
        "description": "Its code was merged into another; the address of that",
        "headers": {"Location": LOCATION},
    }
    components["responses"] = {"301": moved, "304": unchanged, **{status: _problem(status) for status in PROBLEMS}}
    del openapi["servers"]
    return openapi


def _complete(path: str, operation: dict[str, Any]) -> None:
    kind = operation.pop("x-kind")
    operation.pop("description", None)
    found = operation["responses"].pop(200)
    found["description"] = operation["summary"]
    names = ("ETag", "RateLimit-Policy", "RateLimit", *(("Link",) if kind == LISTING else ()))
    found["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    if kind == LISTING:
        found["content"][CSV] = {"schema": {"type": "string"}}
    links = _links(operation["operationId"])
    if links:
        found["links"] = links
    operation["responses"]["200"] = found
    moved = ("301",) if path.endswith("/{code}") and kind == ONE and operation["tags"][0] in MERGING else ()
    for status in (*moved, "304", *PROBLEMS):
        operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _problem(status: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": MEANINGS[int(status)],
        "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model=Problem.__name__)}}},
    }
    if status == "429":
        told["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
    return told


def _links(operation: str) -> dict[str, Any]:
    """Where an answer leads: from a programme to its lists, from the first row of a list to the thing itself."""
    _verb, _line, noun = operation.partition("_")
    first = "$response.body#/items/0/code"
    own = {"programme": first if operation == "list_programmes" else "$request.path.programme"}
    if noun.startswith("programme"):
        lists = [f"list_{each}" for each in TAGS if each != "programmes"]
        lists += ["get_board", *(["get_programme"] if operation == "list_programmes" else [])]
        return {each: {"operationId": each, "parameters": own} for each in lists}
    if operation.startswith("list_"):
        one = f"get_{SINGULAR[noun]}"
        return {one: {"operationId": one, "parameters": {**own, "code": first}}}
    return {}


def _sparse(openapi: OpenAPISchema, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """The shapes of which `fields` chooses: those that are handed out by themselves or as items."""
    found = []
    for methods in openapi["paths"].values():
        for operation in methods.values():
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            own = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
            items = own.get("properties", {}).get("items")
            found.append(schemas[items["items"]["$ref"].rpartition("/")[2]] if items else own)
    return found
