# ---
# misconception: agent.no_budget
# story: Counts only the calls that were carried out, so that a refused model may try for ever.
# fails: [run_calls_budget]
# says: "every reply"
# ---
# %% key="run_calls"
def run_calls(replies, tools, budget):
    def refused(reason):
        return {"ok": False, "reason": reason}

    def one(reply):
        try:
            call = json.loads(reply)
            name, arguments = call["tool"], call["arguments"]
        except (ValueError, KeyError, TypeError, IndexError):
            return refused("broken")
        if type(name) is not str or type(arguments) is not dict:
            return refused("broken")
        if name not in tools:
            return refused("unknown tool")
        function, allowed = tools[name]
        if set(arguments) != set(allowed):
            return refused("arguments")
        for key, rule in allowed.items():
            kind = str if isinstance(rule, (set, frozenset)) else int
            if type(arguments[key]) is not kind or arguments[key] not in rule:
                return refused("arguments")
        try:
            return {"ok": True, "value": function(**arguments)}
        except Exception:
            return refused("failed")

    results, done = [], 0
    for reply in replies:
        results.append(one(reply) if done < budget else refused("budget"))
        done += results[-1]["ok"]
    return results
