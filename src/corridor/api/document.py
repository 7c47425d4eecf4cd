"""What the OpenAPI document says of every operation beside its own shape: parameters, headers, problems, links."""

from typing import Any

from ninja.openapi.schema import OpenAPISchema
from pydantic.json_schema import models_json_schema

from corridor.api.answers import CSV
from corridor.api.document_writing import NUMBERED, OF_WRITING, complete_writing
from corridor.api.nouns import SINGULAR
from corridor.api.problems import MEANINGS, MEDIA_TYPE, Problem
from corridor.api.writings import Writing
from corridor.search.rules.order import NOUNS as MERGING

# A list, one thing, and what only the holder of a token is told.
LISTING, ONE, OWN = "listing", "one", "own"
REFERENCE = "#/components/schemas/{model}"
ABOUT = (
    "What was promised, what is proven, what is late, and whom it holds up: the ledger of industrial-cooperation "
    "programmes. Reading is open to everybody, from any site, without a key; every address is its own page in the "
    "portal too, and `links` names it. Whoever acts for a party writes with a token of their own."
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
    "submissions": "Evidence that was brought and waits until somebody of another party has looked at it",
    "documents": "Files that are handed in with evidence",
    "contests": "A party says that an entry is wrong",
    "me": "Whose token it is",
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
HEADERS |= {
    "Location": {"description": "Where it stands", "schema": {"type": "string"}},
    "Idempotent-Replayed": {
        "description": "“true” where this is the answer that was given before",
        "schema": {"type": "string"},
    },
    "WWW-Authenticate": {"description": "How to ask", "schema": {"type": "string"}},
}
LOCATION = {"schema": {"type": "string"}}
PROBLEMS = ("400", "404", "406", "429")
# Two operations compute something of somebody's own, so many at once.
OF_FORECASTS = ("get_forecast", "get_held_back")
OF_OWN = ("400", "401", "404", "406", "429")
SECURITY = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that its holder made at the desk: Authorization: Bearer cor_…",
    }
}


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
    components["securitySchemes"] = SECURITY
    unchanged = {"description": "Nothing changed since the ETag that was sent"}
    moved = {
        "description": "Its code was merged into another; the address of that",
        "headers": {"Location": LOCATION},
    }
    problems = {status: _problem(status) for status in sorted({*PROBLEMS, *OF_OWN, *OF_WRITING})}
    components["responses"] = {"301": moved, "304": unchanged, **problems}
    del openapi["servers"]
    return openapi


def _complete(path: str, operation: dict[str, Any]) -> None:
    kind = operation.pop("x-kind")
    operation.pop("description", None)
    if isinstance(kind, Writing):
        complete_writing(operation, kind)
        return
    found = operation["responses"].pop(200)
    found["description"] = operation["summary"]
    is_list = operation["operationId"].startswith("list_")
    names = ("ETag", "RateLimit-Policy", "RateLimit", *(("Link",) if is_list else ()))
    found["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    if kind == LISTING:
        found["content"][CSV] = {"schema": {"type": "string"}}
    links = _links(operation["operationId"])
    if links:
        found["links"] = links
    operation["responses"]["200"] = found
    moved = ("301",) if path.endswith("/{code}") and kind == ONE and operation["tags"][0] in MERGING else ()
    if kind == OWN:
        operation["security"] = [{"token": []}]
    busy = ("503",) if operation["operationId"] in OF_FORECASTS else ()
    for status in (*moved, "304", *(OF_OWN if kind == OWN else PROBLEMS), *busy):
        operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _problem(status: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": MEANINGS[int(status)],
        "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model=Problem.__name__)}}},
    }
    headers = {"401": "WWW-Authenticate", "429": "Retry-After", "503": "Retry-After"}
    if status in headers:
        told["headers"] = {headers[status]: {"$ref": f"#/components/headers/{headers[status]}"}}
    return told


def _links(operation: str) -> dict[str, Any]:
    """Where an answer leads: from a programme to its lists, from the first row of a list to the thing itself."""
    _verb, _line, noun = operation.partition("_")
    first = "$response.body#/items/0/code"
    own = {"programme": first if operation == "list_programmes" else "$request.path.programme"}
    if noun.startswith("programme"):
        lists = [f"list_{each}" for each in TAGS if each not in ("programmes", "documents", "me")]
        lists += [
            "get_board",
            "get_forecast",
            "get_held_back",
            *(["get_programme"] if operation == "list_programmes" else []),
        ]
        return {each: {"operationId": each, "parameters": own} for each in lists}
    if operation.startswith("list_"):
        one = f"get_{SINGULAR[noun]}"
        place = "number" if noun in NUMBERED else "code"
        return {one: {"operationId": one, "parameters": {**own, place: first}}}
    return {}


def _sparse(openapi: OpenAPISchema, schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """The shapes of which `fields` chooses: those that are handed out by themselves or as items."""
    found = []
    for methods in openapi["paths"].values():
        for operation in methods.values():
            if not any(each["name"] == "fields" for each in operation["parameters"]):
                continue
            schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
            own = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
            items = own.get("properties", {}).get("items")
            found.append(schemas[items["items"]["$ref"].rpartition("/")[2]] if items else own)
    return found
