"""A programme with little to foresee, and the same with much: pages must ask the database as often of both."""

from datetime import date

import make
from corridor.foresight.actions.forecasts import publish_forecast
from corridor.foresight.actions.scenarios import save_scenario
from corridor.programme.models import Programme

# The newest source, so that what was published could be watched.
LATE = "late,Much later,Gazette,2022-05-01,https://example.org/late,en,official,"
BY = {"by": make.OPERATOR, "at": make.NOON}


def little(folder):
    """One open promise, one obstacle before it, one saved scenario, one published forecast."""
    programme = make.loaded(
        folder,
        sources=make.more(LATE),
        commitments=[make.without(5), make.without(4)],
        dependencies=[make.without(2)] * 3,
        evidence=make.without(5),
        endings=make.without(2),
    )
    foretold(programme, 1)
    return programme


def much(folder):
    """Another programme: seven open promises that need one another, four of each of the others."""
    numbers = range(1, 5)
    make.load(
        make.package(
            folder,
            programme=make.swap('code = "isles"', 'code = "atolls"'),
            figures=make.swap("programme,isles", "programme,atolls"),
            sources=make.more(LATE),
            commitments=make.more(
                *(
                    f"well-{n},Well {n},water,water-works,mill,east-quay,,,,,2020-0{n},2021-1{n % 3},{n},,folha,"
                    for n in numbers
                )
            ),
            dependencies=make.more(*(f"build-mill,well-{n},,plain logic,paper" for n in numbers)),
            obstacles=make.more(
                *(f"rock-{n},land,east-quay,water-works,2021-0{n},,Rock {n},folha" for n in range(1, 4))
            ),
            endings=make.without(2),
        )
    )
    programme = Programme.objects.get(code="atolls")
    foretold(programme, 4)
    return programme


def foretold(programme, times):
    """Save so many scenarios in two editions each, and publish so many forecasts."""
    for number in range(1, times + 1):
        changes = [f"done:bring-water@2030-0{number}"]
        saved = save_scenario(programme, f"Water {number}", changes, on=make.TODAY, **BY)
        save_scenario(programme, f"Water {number}", ["stalled=0.3"], on=make.TODAY, code=saved.code, **BY)
        publish_forecast(programme, on=date(2020, number + 2, 1), scenarios=1024, **BY)
