"""Models against their database and their neighbours."""

import pytest
from django.apps import apps
from django.core.management import call_command

MODELS = [model for model in apps.get_models() if model.__module__.startswith("corridor.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_key_into_another_room_leaves_no_mark_there(model):
    crossing = [
        field.name
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and field.related_model._meta.app_label != model._meta.app_label
        and field.remote_field.related_name != "+"
    ]

    assert crossing == [], 'a foreign key that crosses rooms has related_name="+"'


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_says_what_it_is_in_the_world(model):
    told = model.__doc__

    # Django itself writes "Name(column, column)" where nobody wrote anything.
    assert not told.startswith(f"{model.__name__}(")


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
