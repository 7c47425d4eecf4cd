"""Who may post a letter, and who sends."""

from corridor.base.actors import Actor


def may_post(by: Actor) -> bool:
    """Whoever does a deed that wants a letter: a person, an outsider with a link, the worker."""
    return bool(by.name)


def may_send(by: Actor) -> bool:
    """The worker, who acts as the machine's operator."""
    return by.is_operator
