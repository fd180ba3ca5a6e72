# ---
# misconception: seed.missing
# story: Draws the tables with rng and shuffles their rows with the global state.
# fails: [property_test_seeded]
# says: "table.sample"
# ---
# %% key="property_test"
def property_test(clean, rng):
    """Return complaints about `clean` after at least twenty random tables drawn by rng."""
    complaints = []
    for number in range(25):
        codes = rng.permutation(["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "OED", "LCN"])[: rng.integers(2, 9)]
        years = rng.choice(np.arange(1940, 2030), int(rng.integers(1, 6)), replace=False)
        draw = [None, 1.5, 2.0, 2.25, 3.0, 4.5]
        table = raw_table(codes, {int(year): [draw[i] for i in rng.integers(0, 6, len(codes))] for year in years})
        other = table.sample(frac=1).reset_index(drop=True)
        count = int(table.loc[~table["Country Code"].isin(AGGREGATES), table.columns[4:]].notna().sum().sum())
        try:
            one, two = clean(table.copy()), clean(other.copy())
            rows = [set(zip(out["code"], out["year"], out["births"], strict=True)) for out in (one, two)]
            if len(one) != count:
                complaints.append(f"table {number}: {len(one)} rows for {count} known values")
            elif rows[0] != rows[1]:
                complaints.append(f"table {number}: another order of rows, another result")
        except Exception as error:
            complaints.append(f"table {number}: raises {error!r}")
    return complaints
