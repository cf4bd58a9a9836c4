"""What a run found, for other programs: findings as XLSX, CSV and JSON, all four frames as Parquet.

The same results give the same bytes. No cell can act: what a spreadsheet would take for a formula stays text.
"""

from tieout.data.write import FILES, write_data

__all__ = ["FILES", "write_data"]
