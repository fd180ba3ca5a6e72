"""The names that kernels and those who start them agree on."""

WARM_KERNEL = "certbook"
ISOLATED_KERNEL = "certbook-grader"
# The folder that an isolated kernel works in and may write; without it, it gets one of its own.
FOLDER_VARIABLE = "CERTBOOK_KERNEL_FOLDER"
