"""Lists in the docstrings of Python's classes."""

import re


def attributes(lines):
    """Of each entry of a list of attributes: names, the place of its line, whether it is
    described.

    >>> lines = ["Attributes", "---", "a_ : int", "b_, c_", "  Both.", "", "Text."]
    >>> list(attributes(lines))
    [(['a_'], 2, False), (['b_', 'c_'], 3, True)]
    """
    listing = False
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else ""
        if re.fullmatch("-{3,}", after):
            listing = line == "Attributes"
        elif not line or re.fullmatch("-{3,}", line):
            listing = listing and bool(line)
        elif listing and not line[0].isspace():
            names = line.split(" :")[0].split(", ")
            yield names, i, bool(after) and after[0].isspace()
