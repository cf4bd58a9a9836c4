"""What runs found, kept for years: facts, outcomes, findings and how they were settled, as Parquet of record.

    a run -> rows (rows.py) -> a folder of Parquet, written aside and put in place whole (write.py)
    the folders of all runs -> tables, queried through DuckDB (query.py) -> history, reports to compare with

Nothing is ever changed in a store; it can be read by anything that reads Parquet.
"""
