"""The party acted for stands in the journal. Plain SQL: Django would copy SQLite's table and drop its triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0002_journal_of_a_programme")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL("ALTER TABLE base_event ADD COLUMN party varchar(80) NOT NULL DEFAULT ''")
            ],
            state_operations=[
                migrations.AddField(
                    "event", "party", models.CharField(db_default="", default="", max_length=80), preserve_default=True
                )
            ],
        )
    ]
