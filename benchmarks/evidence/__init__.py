"""The fit of the table of evidence (`schemas/evidence.yaml`)."""
