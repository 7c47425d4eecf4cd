"""Numbers only: durations, the simulation of a programme, what holds back what; numpy, and numba where it is."""
