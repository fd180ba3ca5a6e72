# ---
# story: Draws all tables before it tests the first, gives each shuffle a drawn seed, and stops at the first complaint.
# ---
# %% key="property_test"
def property_test(clean, rng):
    def rows_of(out):
        return sorted(zip(out["country"], out["code"], out["year"].astype(int), out["births"].astype(float), strict=True))

    cases = []
    for _ in range(100):
        n, m = int(rng.integers(2, 9)), int(rng.integers(1, 6))
        codes = list(rng.permutation([*AGGREGATES, *[f"X{j}" for j in range(8)]])[:n])
        values = rng.integers(1, 4, (m, n)) + 0.25
        values[rng.random((m, n)) < 0.35] = np.nan
        years = [int(year) for year in rng.permutation(200)[:m] + 1900]
        cases.append((raw_table(codes, dict(zip(years, values.tolist(), strict=True))), int(rng.integers(2**31))))
    for table, seed in cases:
        mixed = table.sample(frac=1, random_state=seed).reset_index(drop=True)
        try:
            one, two = rows_of(clean(table.copy())), rows_of(clean(mixed))
        except Exception as error:
            return [repr(error)]
        land = table[~table["Country Code"].isin(AGGREGATES)]
        if len(one) != land[[c for c in table if c.isdigit()]].notna().sum().sum() or one != two:
            return ["property broken: " + table.to_json()]
    return []
