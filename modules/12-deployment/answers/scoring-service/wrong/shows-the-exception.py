# ---
# misconception: serve.leaky_error
# story: Puts the exception's text into the answer, as one does while debugging.
# fails: [install_errors_quiet]
# says: stay inside
# ---
# %% key="install_errors"
def install_errors(app):
    @app.exception_handler(RequestValidationError)
    def bad_request(request, error):
        errors = [
            {"where": ".".join(str(part) for part in entry["loc"]), "problem": entry["msg"]}
            for entry in error.errors()
        ]
        return JSONResponse({"errors": errors}, status_code=422)

    @app.exception_handler(Exception)
    def failed(request, error):
        return JSONResponse({"errors": [{"where": "service", "problem": repr(error)}]}, status_code=500)
