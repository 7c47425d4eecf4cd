"""What every test needs, and nothing more; what tests are made of stands in make.py."""

from hypothesis import settings

# A slow machine is no fault of the code; Hypothesis still seeks as hard as ever.
settings.register_profile("corridor", deadline=None)
settings.load_profile("corridor")
