"""How properties are tried: the same examples in every run, whatever else the machine does.

``pytest --hypothesis-profile=search`` looks for new ones.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("steady")
