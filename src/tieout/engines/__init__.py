"""Where reports are walked if not here: the same stages on a cluster.

    tasks -> batches on a cluster (cluster.py) -> each in a process of its own there (batch.py)
          -> a process per report

What comes back is what a process here would have handed back, so that the results are the same bytes.
"""
