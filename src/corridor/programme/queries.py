"""Questions about programmes."""

from corridor.programme.models import Programme


def programmes() -> list[Programme]:
    """All programmes of this installation, by code."""
    return list(Programme.objects.order_by("code"))


def programme_of(code: str) -> Programme | None:
    """The programme of that code, if there is one."""
    return Programme.objects.filter(code=code).first()
