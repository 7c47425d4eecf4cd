"""Who may bring a whole programme in, or take one out."""

from corridor.base.actors import Actor


def may_load(by: Actor) -> bool:
    """Whoever operates the machine; nobody else replaces a whole programme."""
    return by.is_operator
