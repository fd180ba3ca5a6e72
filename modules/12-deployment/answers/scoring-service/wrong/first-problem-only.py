# ---
# misconception: serve.error_code
# story: Reports the first problem and names the field without its row.
# fails: [install_errors_quiet]
# says: the caller can mend both at once
# ---
# %% key="install_errors"
def install_errors(app):
    @app.exception_handler(RequestValidationError)
    def bad_request(request, error):
        first = error.errors()[0]
        return JSONResponse({"errors": [{"where": str(first["loc"][-1]), "problem": first["msg"]}]}, status_code=422)

    @app.exception_handler(Exception)
    def failed(request, error):
        return JSONResponse({"errors": [{"where": "service", "problem": "internal error"}]}, status_code=500)
