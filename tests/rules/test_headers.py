#!/usr/bin/env python3
"""That headers.py notices what it is there for."""
import pathlib
import shutil
import sys
import tempfile

import headers


def faults_with(old, new):
    """What is said of rfm.h with one change."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "quen"
        shutil.copytree(headers.ROOT / "include/quen", copy)
        text = (copy / "rfm.h").read_text()
        assert old in text, old
        (copy / "rfm.h").write_text(text.replace(old, new))
        return list(headers.model_faults(copy))


def main():
    changes = [("", ""), ("quen_rfm_save_bytes(", "quen_rfm_saves("),
               ("size_t capacity", "uint32_t capacity"),
               ("QUEN_CHECKED QUEN_API quen_status quen_rfm_open(", "quen_status quen_rfm_open(")]
    counts = [len(faults_with(old, new)) for old, new in changes]
    print("faults found:", *counts)
    return counts != [0, 1, 1, 1]


sys.exit(main())
