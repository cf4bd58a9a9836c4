"""Lets `pytest` run the examples of every rule: ids like checks/arithmetic.yaml::total-equals-parts::fail-1."""
