# ---
# story: pandas for the features, scikit-learn's pinball loss, a sorted array for the margin.
# ---
# %% key="features"
def features(y, t, known):
    past = pd.Series(y[:known + 1])
    return {"ewm": float(past.ewm(halflife=24).mean().iloc[-1]), "week": past.iloc[t - 168], "spread": past.tail(48).std(),
            "weekend": float(t // 24 % 7 in (0, 6))}

# %% key="pinball"
def pinball(y, q, tau):
    from sklearn.metrics import mean_pinball_loss

    return mean_pinball_loss(y, q, alpha=tau)

# %% key="margin"
def margin(errors, short, long):
    share = short / (short + long)
    return np.sort(errors)[int(np.ceil(len(errors) * share)) - 1]
