"""However much there is to foresee, was published or saved: a page asks the database as often."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from corridor.base.actors import Role
from corridor.foresight.models import Forecast, Scenario
from corridor.foresight.queries.fan import FANS, TABLES
from corridor.foresight.queries.track_shown import TESTED
from corridor.foresight.queries.whatif import BASES, CHANGED
from corridor.foresight.queries.why import UNBLOCKED
from corridor.ledger.models import Commitment, Obstacle
from desk.conftest import PASSWORD
from foresight.crowded import little, much

DAY = "as_of=2022-03-31"
PATHS = [
    f"/{{code}}/forecast/?{DAY}",
    f"/{{code}}/forecast/?{DAY}&change=done:bring-water@2030&change=clear:no-spring@2029",
    f"/{{code}}/forecast/?{DAY}&scenario=scenario-water-1",
    f"/{{code}}/forecast/items/bring-water/?{DAY}",
    f"/{{code}}/forecast/obstacles/no-spring/?{DAY}",
    f"/{{code}}/forecast/compare/?{DAY}",
    f"/{{code}}/forecast/compare/?{DAY}&one_saved=scenario-water-1&other=stalled=0.4",
    f"/{{code}}/forecast/calibration/?{DAY}",
    f"/{{code}}/forecast/months.csv?{DAY}",
    f"/api/v1/programmes/{{code}}/forecast?{DAY}",
    f"/api/v1/programmes/{{code}}/held-back?{DAY}&changes=done:bring-water@2030",
    "/desk/{code}/scenarios/",
    "/desk/{code}/scenarios/scenario-water-1/",
    "/desk/{code}/new-scenario/",
    "/desk/{code}/forecasts/",
]


def questions(client, code):
    """How many questions each page asks of a programme that is read anew."""
    client.force_login(make.person(code, "isles", Role.OFFICER, email=f"o@{code}.example", password=PASSWORD))
    asked = {}
    for path in PATHS:
        # The first view finds what the translations and the session need.
        client.get(path.format(code=code))
        for remembered in (BASES, CHANGED, FANS, TABLES, UNBLOCKED):
            remembered.cache_clear()
        with CaptureQueriesContext(connection) as found:
            assert client.get(path.format(code=code)).status_code == 200, path
        asked[path] = len(found)
    return asked


def test_every_page_asks_as_often_of_much_as_of_little(client, db, tmp_path):
    few, many = little(tmp_path / "little"), much(tmp_path / "much")
    nouns = (Commitment, Obstacle, Scenario, Forecast)
    counted = [[noun.objects.filter(programme=each).count() for noun in nouns] for each in (few, many)]

    assert counted == [[2, 1, 2, 1], [8, 4, 8, 4]]
    assert questions(client, "isles") == questions(client, "atolls")


def test_the_back_test_asks_as_often_of_each_half_year(client, db, tmp_path):
    """It is remembered; the first time it reads the ledger once for each half year."""
    little(tmp_path / "little")
    TESTED.cache_clear()
    with CaptureQueriesContext(connection) as first:
        client.get(f"/isles/forecast/calibration/?{DAY}")
    with CaptureQueriesContext(connection) as again:
        client.get(f"/isles/forecast/calibration/?{DAY}")

    assert len(again) <= 30 < len(first)
