"""One module for each noun of the library; each lists its cases in CASES."""
