"""How properties are tried: the same examples in every run, whatever else the machine does.

``pytest --hypothesis-profile=search`` looks for new ones. The width of whoever runs the tests is no part
of what is printed.
"""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.pop("COLUMNS", None)

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("steady")
