"""Long forms in parts: what is needed first, what is rarely filled in folded until something stands in it."""

from django import forms

from corridor.desk.parts import Part, names_of, parted

PARTS = (Part("", ("title", "kind")), Part("More", ("note", "gone"), is_folded=True))


class Form(forms.Form):
    """A form with a field that no part names."""

    title = forms.CharField()
    kind = forms.CharField()
    note = forms.CharField(required=False)
    reason = forms.CharField()
    seen = forms.CharField(widget=forms.HiddenInput)


def shown(form):
    return [(each["heading"], [field.name for field in each["fields"]]) for each in parted(form, PARTS)]


def test_every_field_that_is_seen_stands_in_one_part():
    assert names_of(PARTS) == ["title", "kind", "note", "gone"]
    assert shown(Form()) == [("", ["title", "kind"]), ("More", ["note"]), ("", ["reason"])]


def test_a_folded_part_opens_where_something_stands_in_it():
    def folded(form):
        return [each["is_open"] for each in parted(form, PARTS) if each["is_folded"]]

    assert folded(Form()) == [False]
    assert folded(Form(initial={"note": "a word"})) == [True]
    assert folded(Form({"note": "a word"})) == [True]
