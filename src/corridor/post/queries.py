"""Questions about letters: which were posted, whether any waits."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from corridor.post.models import Letter

# A database takes only so many values in one question.
MOST = 5000


def waiting(at: datetime) -> QuerySet[Letter]:
    """Letters that wait to be sent, the oldest first: neither sent nor given up, and no worker holds them."""
    free = Q(held_until=None) | Q(held_until__lt=at)
    return Letter.objects.filter(free, sent_at=None, given_up_at=None).order_by("posted_at", "id")


def any_waits(at: datetime) -> bool:
    """Whether a letter waits to be sent."""
    return waiting(at).exists()


def known_keys(keys: Sequence[str]) -> set[str]:
    """Those of some keys under which a letter was posted."""
    known: set[str] = set()
    for start in range(0, len(keys), MOST):
        rows = Letter.objects.filter(key__in=keys[start : start + MOST])
        known.update(rows.values_list("key", flat=True))
    return known
