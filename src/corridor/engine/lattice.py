"""Steps of a rank-1 lattice for the factors that many items share."""

import numpy as np

STEPS = np.array([1], np.uint32)
