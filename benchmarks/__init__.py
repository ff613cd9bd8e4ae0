"""Ours and others side by side: see docs/benchmarks.md, and `./dev bench --help`."""
