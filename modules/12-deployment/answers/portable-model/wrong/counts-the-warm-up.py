# ---
# misconception: ops.warmup_timing
# story: Times everything from the first call on; the warm-up will average out.
# fails: [latency_fake_clock]
# says: a loop of untimed calls before the timed one
# ---
# %% key="latency"
def latency(call, inputs, clock, warmup):
    times = []
    for one in inputs:
        start = clock()
        call(one)
        times.append(1000 * (clock() - start))
    return {"runs": len(times), "median_ms": float(np.median(times)), "p95_ms": float(np.percentile(times, 95)),
            "max_ms": float(max(times))}
