"""Whether trials run at their full size: in `make trials`."""

import os

FULL = os.environ.get("HEMICYCLE_TRIALS") == "full"
