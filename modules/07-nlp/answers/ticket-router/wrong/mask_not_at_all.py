# ---
# misconception: leak.name
# story: "Lower-cases the text and masks only names that are a whole word between spaces."
# fails: [mask_fresh]
# says: "beside a name"
# ---
# %% key="mask"
def mask(text, names):
    return " ".join("product" if word in names else word for word in text.split(" "))
