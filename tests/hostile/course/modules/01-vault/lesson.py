# %% [markdown]
# # The vault
# Nothing to see.

# %%
print(1 + 2)
