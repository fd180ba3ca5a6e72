# ---
# misconception: agent.leaky_error
# story: Tells the model what went wrong inside the tool, to be helpful.
# fails: [run_calls_budget]
# says: "not the message"
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
        except Exception as error:
            return refused(f"failed: {error}")

    return [one(reply) if number < budget else refused("budget") for number, reply in enumerate(replies)]
