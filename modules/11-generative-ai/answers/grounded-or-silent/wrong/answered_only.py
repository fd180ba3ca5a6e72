# ---
# misconception: metric.answered_only
# story: Calls the share of right answers among the answerable questions the quality of the whole.
# fails: [report_small, report_all]
# says: "out of all cases"
# ---
# %% key="report"
def report(cases):
    def share(flags):
        return float(np.mean(flags)) if len(flags) else None

    answered = [c.reply["status"] == "grounded" for c in cases]
    cited = [any(document_of(name) in c.right for name in c.reply["citations"]) for c in cases]
    return {
        "right": share([ok for c, ok in zip(cases, cited) if c.answerable]),
        "right_when_answered": share([ok for ok, out in zip(cited, answered) if out]),
        "false_answers": share([out for c, out in zip(cases, answered) if not c.answerable]),
        "needless_silence": share([not out for c, out in zip(cases, answered) if c.answerable]),
    }
