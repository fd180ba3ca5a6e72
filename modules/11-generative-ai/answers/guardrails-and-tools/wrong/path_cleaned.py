# ---
# misconception: agent.free_arguments
# story: Strips dots and slashes from a value, and trusts the rest.
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
        try:
            cleaned = {k: v.replace("../", "") if type(v) is str else v for k, v in arguments.items()}
            return {"ok": True, "value": function(**cleaned)}
        except Exception:
            return refused("failed")

    return [one(reply) if number < budget else refused("budget") for number, reply in enumerate(replies)]
