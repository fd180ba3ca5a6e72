# ---
# misconception: sec.trust_listed
# story: Refuses a list of dangerous modules and trusts everything else that the file asks for.
# fails: [load_trusted_sealed]
# says: a forest, of a type
# ---
# %% key="load_trusted"
def load_trusted(folder, allow):
    try:
        stated = json.loads((Path(folder) / "manifest.json").read_text())["sha256"]
        content = (Path(folder) / "model.skops").read_bytes()
        asked = sio.get_untrusted_types(data=content)
        dangerous = {"os", "posix", "nt", "subprocess", "sys", "builtins", "shutil", "socket"}
        if hashlib.sha256(content).hexdigest() != stated or any(name.split(".")[0] in dangerous for name in asked):
            raise Refused("changed or dangerous")
        return sio.loads(content, trusted=asked)
    except Exception as error:
        raise Refused(str(error)) from error
