"""What a lab notebook imports: data, fresh randomness and the wording of a failed check.

Importing this module keeps BLAS and OpenMP to one thread, so import it before NumPy.
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

from certbook.data import load_data, load_text
from certbook.lab.explain import explain
from certbook.lab.fresh import fresh_rng, fresh_seed

__all__ = ["explain", "fresh_rng", "fresh_seed", "load_data", "load_text"]
