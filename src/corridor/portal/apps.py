from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "corridor.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
