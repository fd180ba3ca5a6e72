# ---
# misconception: metric.wrong_scale
# story: Returns the clock's seconds under names that say milliseconds.
# fails: [latency_fake_clock]
# says: a factor of 1000
# ---
# %% key="latency"
def latency(call, inputs, clock, warmup):
    for one in inputs[:warmup]:
        call(one)
    times = []
    for one in inputs:
        start = clock()
        call(one)
        times.append(clock() - start)
    return {"runs": len(times), "median_ms": float(np.median(times)), "p95_ms": float(np.percentile(times, 95)),
            "max_ms": float(max(times))}
