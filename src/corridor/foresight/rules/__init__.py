"""The decisions of forecasting: plain Python over the numeric core."""
