"""One course on one JupyterHub: learners with a desk each, and a formgrader that instructors share.

What differs between institutions is read from the hub's environment: EnvironmentFile=/etc/jupyterhub/certbook.env.
"""

import os

c = get_config()

COURSE = "certbook"  # as in nbgrader_config.py: nbgrader's course list looks for a service of this name
INSTRUCTORS = os.environ.get("CERTBOOK_INSTRUCTORS", "").split()
GRADER = os.environ.get("CERTBOOK_GRADER", "certbook-grader")  # the account that owns the course folder
COURSE_FOLDER = os.environ.get("CERTBOOK_COURSE", "/srv/certbook/course")
EXCHANGE = os.environ.get("CERTBOOK_EXCHANGE", "/srv/certbook-exchange")
GRADEBOOK = os.environ.get("CERTBOOK_GRADEBOOK", "")  # without a password: that is in the grading account's ~/.pgpass

# Who may log in is the institution's: LDAP, OAuth, LTI. As it stands: who has an account in the group `learners`.
c.JupyterHub.authenticator_class = os.environ.get("CERTBOOK_AUTHENTICATOR", "pam")
c.LocalAuthenticator.allowed_groups = {"learners", "instructors"}
c.Authenticator.allowed_users = set(INSTRUCTORS)

# A learner's server. Limits are kept by spawners with cgroups (systemd, docker, kubernetes), not by `localprocess`.
c.JupyterHub.spawner_class = os.environ.get("CERTBOOK_SPAWNER", "systemd")
c.Spawner.cmd = [os.environ.get("CERTBOOK_START", "/etc/jupyterhub/start-singleuser")]
c.Spawner.mem_limit = "2G"  # measured: docs/scaling.md
c.Spawner.mem_guarantee = "512M"
c.Spawner.cpu_limit = 1.0
c.Spawner.start_timeout = 120  # the first start fills the desk
c.Spawner.default_url = "/lab"
c.Spawner.environment = {
    "CERTBOOK_DESK": "~/certbook",
    "CERTBOOK_EXCHANGE": EXCHANGE,
    # Libraries see all cores of the machine, and would take a thread for each.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
# Learners have no formgrader of their own; it would show a course that they do not have.
c.Spawner.args = ["--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': False}"]

# So many servers at once, and so many starting together: what memory and disk of this machine carry.
c.JupyterHub.active_server_limit = int(os.environ.get("CERTBOOK_SERVERS", "100"))
c.JupyterHub.concurrent_spawn_limit = 10

c.JupyterHub.services = [
    {
        # JupyterLab with the formgrader, as the grading account, in the course folder.
        "name": COURSE,
        "url": "http://127.0.0.1:9999",
        "command": ["jupyterhub-singleuser", "--ServerApp.root_dir=."],
        "user": GRADER,
        "cwd": COURSE_FOLDER,
        "environment": {
            "CERTBOOK_GRADEBOOK": GRADEBOOK,
            "CERTBOOK_EXCHANGE": EXCHANGE,
            "JUPYTERHUB_DEFAULT_URL": "/lab",
        },
        "oauth_no_confirm": True,
    },
    {
        "name": "idle-culler",
        "command": ["python3", "-m", "jupyterhub_idle_culler", "--timeout=3600", "--cull-every=300"],
    },
]
c.JupyterHub.load_groups = {"instructors": {"users": INSTRUCTORS}}
c.JupyterHub.load_roles = [
    {
        "name": "formgrader",
        "groups": ["instructors"],
        "scopes": [f"access:services!service={COURSE}"],
    },
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    },
]
