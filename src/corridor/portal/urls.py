"""The public pages' addresses: short, by code, the same in every language."""

from django.urls import URLPattern, path

from corridor.portal import board, ledger, sources, zones

urlpatterns: list[URLPattern] = [
    path("", board.home, name="home"),
    path("<slug:code>/", board.board, name="board"),
    path("<slug:code>/board.json", board.board_json, name="board-json"),
    path("<slug:code>/commitments/", ledger.commitments, name="commitments"),
    path("<slug:code>/commitments.csv", ledger.commitments_csv, name="commitments-csv"),
    path("<slug:code>/commitments/<slug:item>/", ledger.commitment, name="commitment"),
    path("<slug:code>/sources/<slug:item>/", sources.source, name="source"),
    path("<slug:code>/zones/<slug:item>/", zones.zone, name="zone"),
]
