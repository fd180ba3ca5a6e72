# %% [markdown]
# # Language that you can measure
# Route a short text to the right team, and find the page that answers a query.
# The methods fit on one page; the work lies in numbers that still hold tomorrow.

# %%
from certbook.lab import load_data, load_text  # first: keeps BLAS to one thread

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.pipeline import make_pipeline

BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#999999"

# %% [markdown]
# ## A text becomes a row of numbers
# Each ticket becomes a row, each word a column, and the order is thrown away. The count of a word is multiplied by its
# *inverse document frequency*, because "a" is everywhere and tells no two tickets apart. Then each row is scaled to
# length 1, so that long tickets do not shout. By hand and by the library, the numbers agree.

# %%
three = ["Plot a line", "Plot a series as a bar plot", "Fit a line to a series"]
counter = CountVectorizer(token_pattern=r"(?u)\b\w+\b")
counts = counter.fit_transform(three).toarray()
idf = np.log((1 + len(three)) / (1 + (counts > 0).sum(axis=0))) + 1
by_hand = counts * idf / np.linalg.norm(counts * idf, axis=1, keepdims=True)
assert np.allclose(by_hand, TfidfVectorizer(token_pattern=r"(?u)\b\w+\b").fit_transform(three).toarray())
pd.DataFrame(by_hand.round(2), columns=counter.get_feature_names_out(), index=three)

# %% [markdown]
# ## Most words are seen once
# Our tickets are 5,729 first paragraphs of docstrings, and the label is the package that each comes from: six teams
# with one inbox. A few words make up the bulk of the text, and about two in five occur a single time. A new ticket
# always brings words that training never saw, so a vocabulary is *learnt*, and can leak.

# %%
tickets = load_data("docstring_tickets")
all_counts = np.asarray(CountVectorizer().fit_transform(tickets["text"]).sum(axis=0)).ravel()
ranked = np.sort(all_counts)[::-1]
top_share, once_share = ranked[:100].sum() / ranked.sum(), (ranked == 1).mean()
figure, axes = plt.subplots(figsize=(7, 3.4))
axes.loglog(np.arange(1, len(ranked) + 1), ranked, color=BLUE)
axes.axvspan((ranked > 1).sum() + 1, len(ranked), color=ORANGE, alpha=0.2)
axes.text(0.97, 0.62, f"{once_share:.0%} of the {len(ranked):,} words\noccur once", transform=axes.transAxes, color=ORANGE, ha="right")
axes.text(0.03, 0.12, f"the 100 commonest words\nmake up {top_share:.0%} of the text", transform=axes.transAxes, color=BLUE)
axes.set(title="A few words do most of the talking", xlabel="rank of the word (log scale)", ylabel="occurrences (log scale)")
plt.show()

# %% [markdown]
# ## A score that flatters
# Now the usual recipe: TF-IDF, logistic regression, a random split. It looks like a good router. Before you believe
# it, ask what a test ticket has in common with the training tickets that tomorrow's ticket will not have.

# %%
def hits(train, test, column="text"):
    model = make_pipeline(TfidfVectorizer(sublinear_tf=True), LogisticRegression(C=10, max_iter=1000))
    model.fit(tickets[column].iloc[train], tickets["team"].iloc[train])
    return model.predict(tickets[column].iloc[test]) == tickets["team"].iloc[test].to_numpy()


shuffled = np.random.default_rng(0).permutation(len(tickets))
quarter = len(tickets) // 4
print(f"random split: {hits(shuffled[quarter:], shuffled[:quarter]).mean():.3f} of the test tickets reach their team")

# %% [markdown]
# ## The same model on modules it has never seen
# Docstrings of one module are written by the same people about the same thing. So draw whole *modules* for the test.
# Nothing else changes, and about fifteen points are gone. The random split did not measure the router; it measured how
# well neighbours give each other away.

# %%
def module_split(seed):
    modules = np.random.default_rng(seed).permutation(sorted(tickets["module"].unique()))
    in_test = tickets["module"].isin(modules[: len(modules) // 4]).to_numpy()
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)


rows = []
for seed in range(5):
    shuffled = np.random.default_rng(seed).permutation(len(tickets))
    rows.append((hits(shuffled[quarter:], shuffled[:quarter]).mean(), hits(*module_split(seed)).mean()))
figure, axes = plt.subplots(figsize=(7, 3.2))
axes.plot([0, 1], np.transpose(rows), color=BLUE, marker="o", linewidth=1)
for place, mean in enumerate(np.mean(rows, axis=0)):
    axes.text(place, mean - 0.13, f"mean {mean:.3f}", ha="center")
axes.set(xticks=[0, 1], xticklabels=["random rows", "whole modules"], xlim=(-0.5, 1.5), ylim=(0, 1), xlabel="what the test is made of",
         ylabel="accuracy on the test (share)", title="Five draws of each split: the promise and the truth")
plt.show()

# %% [markdown]
# ## Why: near twins
# For each test ticket, look up the most similar training ticket. Under a random split many have a twin, a sentence of
# the same module with one word exchanged; a few have the very same text. Tomorrow's module has no twin in your table.
# This is what `leak.group` and `leak.duplicate` mean.

# %%
def closest(train, test):
    words = TfidfVectorizer(sublinear_tf=True).fit(tickets["text"].iloc[train])
    likeness = words.transform(tickets["text"].iloc[test]) @ words.transform(tickets["text"].iloc[train]).T
    return likeness.max(axis=1).toarray().ravel()


near = {"random rows": closest(shuffled[quarter:], shuffled[:quarter]), "whole modules": closest(*module_split(4))}
figure, axes = plt.subplots(figsize=(7, 3.4))
for (name, values), colour in zip(near.items(), (ORANGE, BLUE)):
    axes.hist(values, bins=np.linspace(0, 1, 41), histtype="step", density=False, weights=np.full(len(values), 100 / len(values)),
              color=colour, linewidth=2, label=f"{name}: {np.mean(values > 0.8):.0%} above 0.8")
axes.set(title="How alike is the nearest training ticket?", xlabel="cosine similarity to the nearest training ticket (0 to 1)",
         ylabel="test tickets (%)")
axes.legend(frameon=False)
plt.show()

# %% [markdown]
# ## The name in the text
# Some tickets name their own package. Over all tickets that hardly shows, because only one in thirty does. But look at
# those alone: with the name in, the model reads the label; with it masked, it has to read the problem. A mean can hide
# a leak that is total where it occurs.

# %%
names = ["matplotlib", "mpl", "pyplot", "pandas", "pd", "scikit-image", "skimage", "scikit-learn", "sklearn", "scipy", "statsmodels"]
find = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
tickets["masked"] = [find.sub("product", text) for text in tickets["text"]]
named = np.array([bool(find.search(text)) for text in tickets["text"]])
table = {"all tickets": [], "tickets with a name": []}
for column in ("text", "masked"):
    right = {seed: hits(*module_split(seed), column) for seed in range(3)}
    table["all tickets"].append(np.mean([right[seed].mean() for seed in right]))
    table["tickets with a name"].append(np.mean([right[seed][named[module_split(seed)[1]]].mean() for seed in right]))
pd.DataFrame(table, index=["name left in", "name masked"]).round(3)

# %% [markdown]
# ## An average over what?
# A router that always says `scipy` is right for one ticket in five here. Accuracy is an average over *rows*, so the
# big teams decide it. The macro average gives each *team* one vote, and sees through it. Say which one you
# report, and put the simple rule beside it.

# %%
train, test = module_split(2)
model = make_pipeline(TfidfVectorizer(sublinear_tf=True), LogisticRegression(C=10, max_iter=1000))
model.fit(tickets["masked"].iloc[train], tickets["team"].iloc[train])
lazy = DummyClassifier(strategy="most_frequent").fit(train.reshape(-1, 1), tickets["team"].iloc[train])
truth = tickets["team"].iloc[test].to_numpy()
said = {"always scipy": lazy.predict(test.reshape(-1, 1)), "the router": model.predict(tickets["masked"].iloc[test])}
pd.DataFrame({name: {"accuracy": accuracy_score(truth, guess), "macro F1": f1_score(truth, guess, average="macro", zero_division=0)}
              for name, guess in said.items()}).round(3)

# %% [markdown]
# ## Let it say "I do not know"
# A person can read what the model is unsure of. Rank the test tickets by their largest probability: the fewer you
# answer, the more of the answers are right. The curve is the menu for the business. The cut-off itself comes from
# validation tickets, never from the batch that it serves.

# %%
modules = tickets["module"].iloc[train]
chosen = np.random.default_rng(7).permutation(sorted(modules.unique()))[:190]
validation, fitting = train[modules.isin(chosen)], train[~modules.isin(chosen)]
model.fit(tickets["masked"].iloc[fitting], tickets["team"].iloc[fitting])
sure_validation = np.sort(model.predict_proba(tickets["masked"].iloc[validation]).max(axis=1))[::-1]
p = model.predict_proba(tickets["masked"].iloc[test])
sure, right = p.max(axis=1), model.classes_[p.argmax(axis=1)] == truth
cutoff = sure_validation[int(np.ceil(0.5 * len(validation))) - 1]
print(f"cut-off {cutoff:.2f}: promised to answer 50%, answered {np.mean(sure >= cutoff):.1%} of the test")
order = np.argsort(-sure)
coverage = np.arange(1, len(order) + 1) / len(order)
figure, axes = plt.subplots(figsize=(7, 3.4))
axes.plot(100 * coverage[50:], right[order].cumsum()[50:] / np.arange(51, len(order) + 1), color=BLUE)
axes.scatter(100 * np.mean(sure >= cutoff), right[sure >= cutoff].mean(), color=ORANGE, s=60, zorder=3, label="cut-off chosen on validation")
axes.axhline(right.mean(), color=GREY, linestyle="--", label="answer everything")
axes.set(title="The fewer it answers, the more of the answers are right", xlabel="answered tickets (% of all)",
         ylabel="right among the answered (share)", ylim=(0.5, 1))
axes.legend(frameon=False)
plt.show()

# %% [markdown]
# ## Search: the same words, another question
# Now nobody is labelled; somebody asks. Python's own help has 79 topics, and its authors wrote down which topics answer
# which of 84 queries. Judged queries are the treasure of every search project: with them a ranking becomes something
# you can measure, and not a matter of taste.

# %%
help_pages = load_text("pydoc_topics")
titles, pages = list(help_pages["topics"]), list(help_pages["topics"].values())
queries = pd.DataFrame(help_pages["queries"])
queries.groupby("kind").sample(3, random_state=5)

# %% [markdown]
# ## What BM25 adds to a count
# BM25 puts two brakes on the count $f$ of a word. Saturation, set by $k_1$: the tenth occurrence says little that the
# third did not. Length, set by $b$: a chapter holds every word, so a hit in a long page is worth less. Then the idf
# weighs rare words, as before.

# %%
f = np.linspace(0, 12, 200)
figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True)
for k1, colour in ((0.5, GREEN), (1.5, BLUE), (5, GREY)):
    axes[0].plot(f, f * (k1 + 1) / (f + k1), color=colour, label=f"$k_1$ = {k1}")
for length, colour in ((0.5, GREEN), (1, BLUE), (4, ORANGE)):
    axes[1].plot(f, f * 2.5 / (f + 1.5 * (0.25 + 0.75 * length)), color=colour, label=f"{length} × the mean length")
axes[0].set(title="Saturation (page of mean length)", xlabel="occurrences of the word in the page", ylabel="worth, in units of one idf")
axes[1].set(title="Length ($k_1$ = 1.5, b = 0.75)", xlabel="occurrences of the word in the page")
for panel in axes:
    panel.legend(frameon=False)
plt.show()

# %% [markdown]
# ## A search engine in one function
# Count the tokens once, turn the counts into BM25 weights, and a query is a product of two matrices. The function takes
# a tokeniser, because that is what we want to compare. For each query we keep one divided by the rank of the first
# right page, or 0 if none is in the first ten: the *reciprocal rank*.

# %%
def reciprocal(tokeniser, texts=pages, asked=queries["query"], right_titles=queries["relevant"], k=10):
    vectoriser = CountVectorizer(tokenizer=tokeniser, token_pattern=None, lowercase=False)
    f = vectoriser.fit_transform(texts).toarray().astype(float)
    n, length = (f > 0).sum(axis=0), f.sum(axis=1, keepdims=True)
    weights = np.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) * f * 2.5 / (f + 1.5 * (0.25 + 0.75 * length / length.mean()))
    scores = vectoriser.transform(asked) @ weights.T
    values = []
    for row, right_ones in zip(scores, right_titles):
        best = max(row[titles.index(title)] for title in right_ones)
        ahead = sum(score >= best for title, score in zip(titles, row) if title not in right_ones)
        values.append(1 / (1 + ahead) if best > 0 and ahead < k else 0.0)
    return np.array(values)


in_use = reciprocal(lambda text: re.findall(r"(?u)\b\w\w+\b", text.lower()))
print(f"mean reciprocal rank over all {len(in_use)} queries: {in_use.mean():.3f}")

# %% [markdown]
# ## The average that forgets
# Somebody reports a much better figure for the same search. They averaged over the queries that got an answer. But
# who got none? All the operators: the library's default pattern wants two letters, and `+=` has none. A search that
# stays silent must be charged for it.

# %%
print(f"over answered queries only: {in_use[in_use > 0].mean():.3f} on {np.sum(in_use > 0)} of {len(in_use)}")
print(f"over all queries          : {in_use.mean():.3f}")
pd.DataFrame({"kind": queries["kind"], "no right page": in_use == 0}).groupby("kind")["no right page"].agg(["sum", "count"])

# %% [markdown]
# ## Choose tokens by what people ask
# Removing stop words is the first advice of many tutorials. Here `not`, `if` and `for` *are* queries, and the advice
# costs eighteen points. Keeping runs of signs as tokens costs the keywords nothing and answers most operators. No
# cleverer ranking could have mended what the tokeniser threw away.

# %%
letters = lambda text: re.findall(r"\w+", text.lower())
tokenisers = {
    "library default": lambda text: re.findall(r"(?u)\b\w\w+\b", text.lower()),
    "letters, no stop words": lambda text: [token for token in letters(text) if token not in ENGLISH_STOP_WORDS],
    "letters": letters,
    "letters and signs": lambda text: re.findall(r"\w+|[^\w\s\"'`]+", text.lower()),
}
values = pd.DataFrame({name: reciprocal(tokeniser) for name, tokeniser in tokenisers.items()})
by_kind = values.groupby(queries["kind"]).mean().T
figure, axes = plt.subplots(figsize=(7, 3.4))
place = np.arange(len(by_kind))
for shift, (kind, colour) in zip((-0.2, 0.2), (("keyword", BLUE), ("operator", ORANGE))):
    bars = axes.barh(place + shift, by_kind[kind], height=0.38, color=colour, label=f"{kind}s ({(queries['kind'] == kind).sum()} queries)")
    axes.bar_label(bars, fmt="%.2f", padding=3)
axes.set(yticks=place, yticklabels=by_kind.index, xlim=(0, 1), xlabel="mean reciprocal rank in the first 10 (0 to 1)",
         title="The tokeniser decides which queries can be answered")
axes.invert_yaxis()
axes.legend(frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.18), ncol=2)
plt.show()

# %% [markdown]
# ## The first hit, or the whole page?
# Reciprocal rank looks at the first right page only. Where several pages help, and some more than others, nDCG adds the
# gains of all results, each divided by $\log_2(\text{rank}+1)$, as a share of the best possible order. Two rankings can
# tie on one measure and differ on the other.

# %%
def ndcg(gains):
    discount = np.log2(np.arange(2, len(gains) + 2))
    return (gains / discount).sum() / (np.sort(gains)[::-1] / discount).sum()


ranking = {"best pages first": [3, 2, 1, 0, 0, 0], "best page last": [1, 0, 0, 0, 2, 3]}
pd.DataFrame({name: {"reciprocal rank": 1 / (1 + int(np.argmax(np.array(gains) > 0))), "nDCG": ndcg(np.array(gains))}
              for name, gains in ranking.items()}).round(3)

# %% [markdown]
# ## Better, or lucky?
# Eighty-four queries are few. Both searches answered the *same* ones, so subtract query by query and resample the
# differences. Resampling the searches apart adds the hardness of the queries as noise. The smaller gain below, from
# keeping words of one letter, is sure when paired, and looks like luck when taken apart.

# %%
rng = np.random.default_rng(0)
before = values["library default"].to_numpy()
pick, other = (rng.integers(len(before), size=(4000, len(before))) for _ in range(2))
for name in ("letters and signs", "letters"):
    after = values[name].to_numpy()
    for way, means in (("paired", (after - before)[pick].mean(axis=1)), ("apart", after[pick].mean(axis=1) - before[other].mean(axis=1))):
        low, high = np.quantile(means, [0.05, 0.95])
        print(f"{name:>17}, {way:>6}: gain {np.mean(after - before):.3f}, 90% interval {low:6.3f} to {high:.3f}")

# %% [markdown]
# ## The answer inside the document
# One more way to flatter a search: make queries from the documents and leave them in. Ask each page's own title, once
# with the title line still in the page and once without. The first figure tests whether a search can find a string,
# not whether it can find an answer. Take the query out of what is searched.

# %%
first_lines = [page.split("\n", 1)[0] for page in pages]
bodies = [page.split("\n", 1)[1].lstrip("*=-\n ") for page in pages]
own = [[title] for title in titles]
signs = tokenisers["letters and signs"]
for name, texts in (("title left in the page", pages), ("title taken out", bodies)):
    print(f"{name:>22}: mean reciprocal rank {reciprocal(signs, texts, first_lines, own).mean():.3f}")

# %% [markdown]
# ## Summary
# - Split text by where it comes from: a random split promised 78% where 64% holds, because neighbours give each other away.
# - Whatever cleans or counts is part of the model, and tokens are chosen by what people ask: `not` and `+=` are words here.
# - Count the unanswered, say what an average is over, and compare two searches query by query with an interval.
