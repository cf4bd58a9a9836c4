"""The guard rate against changes that are made for real."""
