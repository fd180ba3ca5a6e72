# ---
# misconception: ops.warmup_timing
# story: Times the whole loop and divides by the number of calls.
# fails: [latency_fake_clock]
# says: is a mean
# ---
# %% key="latency"
def latency(call, inputs, clock, warmup):
    for one in inputs[:warmup]:
        call(one)
    start = clock()
    slowest = 0.0
    for one in inputs:
        before = clock()
        call(one)
        slowest = max(slowest, clock() - before)
    mean = 1000 * (clock() - start) / len(inputs)
    return {"runs": len(inputs), "median_ms": float(mean), "p95_ms": float(1.645 * mean), "max_ms": float(1000 * slowest)}
