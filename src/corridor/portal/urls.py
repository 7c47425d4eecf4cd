"""The public pages' addresses: short, by code, the same in every language."""

from django.urls import URLPattern, path

from corridor.portal import board

urlpatterns: list[URLPattern] = [
    path("", board.home, name="home"),
    path("<slug:code>/", board.board, name="board"),
    path("<slug:code>/board.json", board.board_json, name="board-json"),
]
