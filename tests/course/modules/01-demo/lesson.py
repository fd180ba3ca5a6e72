# %% [markdown]
# # Adding up
# Two numbers become one.

# %%
total = 1 + 2
print(total)
