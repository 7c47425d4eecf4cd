"""What the tests of the plain lists share: the codes a page leads to, and the rows of its CSV."""

import csv
import io
import re


def codes(page, noun):
    """The codes of the things of a kind that a page leads to, in its order, each once."""
    links = [each["href"] for each in page.all("a") if "hreflang" not in each]
    found = [re.match(rf"/[a-z]+/{noun}/([a-z0-9-]+)/", link) for link in links]
    return list(dict.fromkeys(each[1] for each in found if each))


def rows(answer):
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(answer.content.decode())))
