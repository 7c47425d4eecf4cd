"""Text broken into lines where nothing can measure it: in a picture that is drawn on the server. Pure."""

from collections.abc import Iterator

# How wide signs are, in parts of the height of the letters: estimated wide, so that lines end early.
WIDE, NARROW, USUAL = 1.0, 0.32, 0.6
NARROW_SIGNS = frozenset(" .,;:!'|iIjlt()[]·،")
# Chinese, Japanese and Korean signs, and their punctuation: as wide as high, and broken anywhere.
FIRST_WIDE, LAST_WIDE = "\u2e80", "\uffef"


def is_wide(sign: str) -> bool:
    """Whether a sign is as wide as it is high.

    >>> is_wide("诺"), is_wide("و"), is_wide("W")
    (True, False, False)
    """
    return FIRST_WIDE <= sign <= LAST_WIDE and not "\ufb50" <= sign <= "\ufeff"


def width_of(text: str) -> float:
    """About how wide a text is, in heights of its letters.

    >>> round(width_of("will"), 2), width_of("承诺")
    (1.56, 2.0)
    """
    return sum(WIDE if is_wide(sign) else NARROW if sign in NARROW_SIGNS else USUAL for sign in text)


def wrapped(text: str, room: float, most: int = 3) -> list[str]:
    """A text in lines that have room, at most so many; what is left over ends in an ellipsis.

    >>> wrapped("Sign the single-point agreement", 9)
    ['Sign the single-', 'point agreement']
    >>> wrapped("兑现承诺", 2, most=1)
    ['兑现…']
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of((line + piece).rstrip()) > room:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    lines = [*lines, line.rstrip()] if line.strip() else lines
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


def _pieces(text: str) -> Iterator[str]:
    """Where a line may end: after a space or a hyphen, and after every wide sign."""
    piece = ""
    for sign in text:
        piece += sign
        if sign in " -" or is_wide(sign):
            yield piece
            piece = ""
    if piece:
        yield piece
