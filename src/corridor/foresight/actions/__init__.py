"""The deeds of forecasting."""
