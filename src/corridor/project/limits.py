"""What may be set from outside about how much one visitor may ask."""

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from corridor.base.rates import rate_of


class Limits(BaseSettings):
    """How often one address, one token or one person may ask for what costs something."""

    api_rate: str = Field(
        "600/min", description="How often one address may ask the API, as 600/min, 10/s or 9000/h; empty: no limit"
    )
    api_write_rate: str = Field("60/min", description="How often one token may write, likewise; empty: no limit")
    forecast_rate: str = Field(
        "60/min", description="How often one address may ask for a forecast of its own, likewise; empty: no limit"
    )
    forecast_rate_signed_in: str = Field(
        "600/min", description="How often somebody who is signed in may, likewise; empty: no limit"
    )
    forecasts_at_once: int = Field(
        2, ge=1, le=64, description="How many such forecasts are computed at the same time in a process"
    )

    @field_validator("api_rate", "api_write_rate", "forecast_rate", "forecast_rate_signed_in")
    @classmethod
    def is_rate(cls, rate: str) -> str:
        """Refuse what is no rate."""
        rate_of(rate)
        return rate
