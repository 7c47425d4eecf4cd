"""Lines say whether somebody objects; what was struck before did not know it, so it is struck anew."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _forget_balances(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("results", "Balance").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("results", "0001_first")]

    operations = [
        migrations.AddField(
            model_name="line",
            name="is_contested",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(_forget_balances, migrations.RunPython.noop),
    ]
