# ---
# misconception: rag.id_only
# story: Takes an answer with a citation for a right answer, whichever page it names.
# fails: [report_small, report_all]
# says: "a citation must name a document"
# ---
# %% key="report"
def report(cases):
    def share(flags):
        return float(np.mean(flags)) if len(flags) else None

    answered = [c.reply["status"] == "grounded" for c in cases]
    right = [out == c.answerable for c, out in zip(cases, answered)]
    return {
        "right": share(right),
        "right_when_answered": share([ok for ok, out in zip(right, answered) if out]),
        "false_answers": share([out for c, out in zip(cases, answered) if not c.answerable]),
        "needless_silence": share([not out for c, out in zip(cases, answered) if c.answerable]),
    }
