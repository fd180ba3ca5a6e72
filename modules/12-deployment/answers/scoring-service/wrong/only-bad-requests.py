# ---
# misconception: serve.error_code
# story: Writes the handler for bad requests and forgets that the model can fail too.
# fails: [install_errors_quiet]
# says: on which the model fails
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
