# ---
# misconception: serve.error_code
# story: Hands pydantic's own list of errors to the caller, with the input in it.
# fails: [install_errors_quiet]
# says: JSON has no NaN
# ---
# %% key="install_errors"
def install_errors(app):
    @app.exception_handler(RequestValidationError)
    def bad_request(request, error):
        return JSONResponse({"errors": error.errors()}, status_code=422)

    @app.exception_handler(Exception)
    def failed(request, error):
        return JSONResponse({"errors": [{"where": "service", "problem": "internal error"}]}, status_code=500)
