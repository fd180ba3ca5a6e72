# ---
# story: The statistics module.
# ---
# %% key="average"
import statistics

def average(numbers):
    return float(statistics.fmean(numbers))
