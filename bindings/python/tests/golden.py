"""The golden vectors of C's tests: lines "name: v v v ..."."""

import numpy as np
from conftest import ROOT


def golden(name):
    """A dict of arrays of float64."""
    lines = (ROOT / "tests" / "golden" / name).read_text().splitlines()
    parts = (line.split(":", 1) for line in lines if ":" in line)
    return {key: np.array(values.split(), np.float64) for key, values in parts}
