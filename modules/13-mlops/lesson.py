# %% [markdown]
# # MLOps
# Draft.

# %%
from certbook.lab import load_data

# %% [markdown]
# ## Summary
# - a
# - b
# - c
