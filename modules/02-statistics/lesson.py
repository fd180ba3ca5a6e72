# %% [markdown]
# # Statistics
# x
