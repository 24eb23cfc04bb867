"""``python -m kg`` is the command ``kg``."""

import sys

from kg.cli import main

sys.exit(main())
