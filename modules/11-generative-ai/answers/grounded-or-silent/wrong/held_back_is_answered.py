# ---
# misconception: metric.answered_only
# story: Takes every reply that is not silent for an answer, those that the check held back as well.
# fails: [report_all]
# says: held back is a silence
# ---
# %% key="report"
def report(cases):
    def share(flags):
        return float(np.mean(flags)) if len(flags) else None

    rows = []
    for case in cases:
        answered = case.reply["status"] != "silent"
        cited = any(document_of(name) in case.right for name in case.reply["citations"])
        rows.append((case.answerable, answered, (case.answerable and cited) if answered else not case.answerable))
    return {
        "right": share([right for _, _, right in rows]),
        "right_when_answered": share([right for _, answered, right in rows if answered]),
        "false_answers": share([answered for answerable, answered, _ in rows if not answerable]),
        "needless_silence": share([not answered for answerable, answered, _ in rows if answerable]),
    }
