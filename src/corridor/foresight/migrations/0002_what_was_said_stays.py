from django.db import migrations

# What was said of the future is scored by what came, so no program changes it afterwards.
TABLES = ("foresight_scenario", "foresight_forecast", "foresight_foreseen")
SQLITE = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'what was said stays as it was said'); END
"""
FUNCTION = """
CREATE FUNCTION foresight_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what was said stays as it was said' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
POSTGRESQL = "CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION foresight_stays()"


def close(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(FUNCTION)
    for table in TABLES:
        schema_editor.execute((POSTGRESQL if on_postgresql else SQLITE).format(table=table))


class Migration(migrations.Migration):
    dependencies = [("foresight", "0001_first")]

    operations = [migrations.RunPython(close, elidable=False)]
