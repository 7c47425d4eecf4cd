from django.apps import AppConfig


class RetriesConfig(AppConfig):
    name = "corridor.retries"
    label = "retries"
    default_auto_field = "django.db.models.BigAutoField"
