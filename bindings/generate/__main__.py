"""python3 bindings/generate: see command.py."""

import sys

sys.dont_write_bytecode = True

from command import main  # noqa: E402

sys.exit(main(sys.argv[1:]))
