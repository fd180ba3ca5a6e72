# ---
# story: "pandas' group tails, concatenated tables and merge_asof."
# ---
# %% key="as_of"
def as_of(facts, day):
    known = facts.loc[facts["published"] < day].reset_index()
    newest = known.sort_values(["published", "index"]).groupby(["series", "period"]).tail(1)
    return newest.loc[newest["value"].notna(), ["value", "period", "series"]]

# %% key="revisions"
def revisions(old, new):
    a, b = (t.set_index(["series", "period"])["value"] for t in (old, new))
    shared = a.index.intersection(b.index)
    changed = shared[(a.loc[shared] != b.loc[shared]).to_numpy()]
    fresh = b.index.difference(a.index).get_level_values("period")
    end = old["period"].max()
    return {"revised": len(changed), "filled": int((fresh <= end).sum()), "added": int((fresh > end).sum()),
            "gone": len(a.index.difference(b.index)), "series": sorted(changed.get_level_values("series").unique())}

# %% key="asof_join"
def asof_join(days, facts):
    feed = facts.sort_values("published").copy()
    top, value = pd.Timestamp.min, []
    for period, figure in zip(feed["period"], feed["value"]):
        if period >= top:
            top, current = period, figure
        value.append(float(current))
    feed["news"] = value
    asked = pd.DataFrame({"published": pd.to_datetime(pd.Series(list(days))).astype(feed["published"].dtype)})
    asked = asked.reset_index().sort_values("published")
    joined = pd.merge_asof(asked, feed[["published", "news"]], on="published", allow_exact_matches=False)
    return joined.sort_values("index")["news"].to_numpy(float)
