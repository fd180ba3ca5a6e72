# ---
# misconception: agent.unknown_tool
# story: Runs whatever the model names, and falls back on Python's own functions.
# fails: [run_calls_arguments, run_calls_budget]
# says: "a refusal with the first reason"
# ---
# %% key="run_calls"
def run_calls(replies, tools, budget):
    results = []
    for number, reply in enumerate(replies):
        if number >= budget:
            results.append({"ok": False, "reason": "budget"})
            continue
        try:
            call = json.loads(reply)
            name, arguments = call["tool"], dict(call["arguments"])
        except (ValueError, KeyError, TypeError):
            results.append({"ok": False, "reason": "broken"})
            continue
        try:
            function = tools[name][0] if name in tools else eval(str(name))
            results.append({"ok": True, "value": function(**arguments)})
        except Exception:
            results.append({"ok": False, "reason": "failed"})
    return results
