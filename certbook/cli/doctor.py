"""`certbook doctor`: what this machine has and lacks for each job."""

from __future__ import annotations

import typer

from certbook.cli import app
from certbook.cli.console import out, print_json
from certbook.cli.options import JsonOption


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Examine this machine; exit 0 if a learner has everything needed, else 1."""
    from certbook.learner.doctor import examine, fit_for

    findings = examine()
    if as_json:
        jobs = {job: fit_for(job, findings) for job in ("learner", "instructor", "author")}
        print_json({"ok": jobs["learner"], "jobs": jobs, "findings": [finding.to_json() for finding in findings]})
    else:
        for finding in findings:
            state = "ok" if finding.ok else "MISSING" if finding.needed else "absent"
            out.print(f"{finding.job:10} {state:8} {finding.what}: {finding.found}")
    if not fit_for("learner", findings):
        raise typer.Exit(1)
