# ---
# misconception: agent.free_arguments
# story: Asks whether a value is in the range, and lets True and 3.0 be ints.
# fails: [run_calls_arguments]
# says: "each value of the right type"
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
            try:
                if arguments[key] not in rule:
                    return refused("arguments")
            except TypeError:
                return refused("arguments")
        try:
            return {"ok": True, "value": function(**arguments)}
        except Exception:
            return refused("failed")

    return [one(reply) if number < budget else refused("budget") for number, reply in enumerate(replies)]
