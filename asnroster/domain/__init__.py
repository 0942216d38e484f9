"""What a roster is about: people, units, calendar, rosters. Frozen; knows no spreadsheet and no solver."""
