# ---
# misconception: serve.leaky_error
# story: Quotes the offending value, so that the caller finds it faster.
# fails: [install_errors_quiet]
# says: no value that was sent comes back
# ---
# %% key="install_errors"
def install_errors(app):
    @app.exception_handler(RequestValidationError)
    def bad_request(request, error):
        errors = [
            {"where": ".".join(str(part) for part in entry["loc"]), "problem": f"{entry['msg']}: {entry['input']!r}"}
            for entry in error.errors()
        ]
        return JSONResponse({"errors": errors}, status_code=422)

    @app.exception_handler(Exception)
    def failed(request, error):
        return JSONResponse({"errors": [{"where": "service", "problem": "internal error"}]}, status_code=500)
