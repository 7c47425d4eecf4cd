"""The questions of forecasting."""
