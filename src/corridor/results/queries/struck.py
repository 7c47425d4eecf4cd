"""A board as the text that a balance keeps, and back."""

from pydantic import TypeAdapter

from corridor.results.rules.board import Board

_BOARD: TypeAdapter[Board] = TypeAdapter(Board)


def text_of(board: Board) -> str:
    """Everything on a board, numbers exact."""
    return _BOARD.dump_json(board).decode()


def board_from(text: str) -> Board:
    """The board that a text was made of."""
    return _BOARD.validate_json(text)
