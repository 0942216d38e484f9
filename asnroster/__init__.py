"""asnroster: office/home rosters for Indonesian civil servants, solved, audited and written to Excel."""

__version__ = "0.1.0"
