"""Who may hand in a file. Who may see it is asked where it is attached."""

from corridor.base.actors import Actor


def may_keep(by: Actor) -> bool:
    """Whoever acts for a party, whoever answers through a signed link, and the machine's operator."""
    return by.is_operator or bool(by.memberships) or by.name.startswith("link-")
