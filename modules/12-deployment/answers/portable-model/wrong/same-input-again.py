# ---
# misconception: ops.warmup_timing
# story: Times the first input again and again.
# fails: [latency_fake_clock]
# says: may be answered from a cache
# ---
# %% key="latency"
def latency(call, inputs, clock, warmup):
    for _ in range(warmup):
        call(inputs[0])
    times = []
    for _ in inputs:
        start = clock()
        call(inputs[0])
        times.append(1000 * (clock() - start))
    return {"runs": len(times), "median_ms": float(np.median(times)), "p95_ms": float(np.percentile(times, 95)),
            "max_ms": float(max(times))}
