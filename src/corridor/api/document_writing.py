"""What the OpenAPI document says of the operations that write: headers, bodies, every answer, where it leads."""

from typing import Any

from corridor.api.asked import parameters
from corridor.api.fields import object_schema
from corridor.api.writings import CREATED, FOR, Writing

JSON = "application/json"
OF_WRITING = ("400", "401", "403", "404", "406", "409", "413", "415", "422", "412", "428", "429", "503")
# Answered only where a version is asked for.
OF_VERSIONS = frozenset({"412", "428"})
NUMBERED = ("submissions", "contests")
IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "description": "A key of this one deed's own, such as a UUID. What is sent again with the same key and "
    "the same content is done once and answered the same, for three days.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "description": "The `version` that was seen, in quotes",
    "required": True,
    "schema": {"type": "string", "pattern": '^"v[0-9]{1,18}"$'},
}
DECIDING = ("get_submission", "accept_submission", "reject_submission", "take_submission_back")
CHANGING = ("correct_commitment", "move_commitment", "end_commitment")
LEADS = {
    "bring_evidence": DECIDING,
    "contest_commitment": ("get_contest", "answer_contest", "take_contest_back"),
    "make_commitment": ("get_commitment", *CHANGING, "bring_evidence", "contest_commitment"),
    "open_obstacle": ("get_obstacle", "take_step"),
}


def complete_writing(operation: dict[str, Any], writing: Writing) -> None:
    """An operation that writes, with what it takes and everything that it answers."""
    key = IDEMPOTENCY_KEY | {"required": not writing.is_change}
    operation["parameters"] += [key, *([IF_MATCH] if writing.is_versioned else []), *parameters(writing.known)]
    operation["security"] = [{"token": [writing.scope]}]
    operation["requestBody"] = {"required": True, "content": _content(writing)}
    found = operation["responses"].pop(writing.status)
    found["description"] = operation["summary"]
    name = operation["operationId"]
    is_version = writing.is_versioned or name == "make_commitment"
    shown = ("Idempotent-Replayed", "RateLimit-Policy", "RateLimit")
    names = (*(("ETag",) if is_version else ()), *(("Location",) if writing.status == CREATED else ()), *shown)
    found["headers"] = {each: {"$ref": f"#/components/headers/{each}"} for each in names}
    if name in LEADS:
        found["links"] = {each: {"operationId": each, "parameters": _link(name, each)} for each in LEADS[name]}
    operation["responses"][str(writing.status)] = found
    for status in OF_WRITING:
        if writing.is_versioned or status not in OF_VERSIONS:
            operation["responses"][status] = {"$ref": f"#/components/responses/{status}"}


def _content(writing: Writing) -> dict[str, Any]:
    if writing.forms:
        # As it is: any bytes.
        return {form: {"schema": {}} for form in writing.forms}
    return {JSON: {"schema": object_schema((FOR, *writing.fields), whole=not writing.is_change)}}


def _link(name: str, leads: str) -> dict[str, str]:
    place = "number" if name in ("bring_evidence", "contest_commitment") else "code"
    link = {"programme": "$request.path.programme", place: "$response.body#/code"}
    return link | ({"header.If-Match": "$response.header.ETag"} if leads in CHANGING else {})
