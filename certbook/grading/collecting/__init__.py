"""Take submissions in from what learning platforms hand out: whose each notebook is, which lab, which attempt."""
