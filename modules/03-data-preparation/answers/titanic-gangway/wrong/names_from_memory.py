# ---
# misconception: leak.target
# story: Forbids the famous leaks of this file by their names, whatever the dictionary says.
# fails: [column_policy_when]
# says: "first of the five words that fits"
# ---
# %% key="column_policy"
def column_policy(dictionary, target, departure):
    known = {"boat": "too late", "body": "too late", "cabin": "unknown", "home.dest": "unknown",
             "name": "identifier", "ticket": "identifier", target: "outcome"}
    return {name: known.get(name, "use") for name in dictionary["column"]}
