"""The one exception that means: what the user gave can't be used, and here is why."""


class InputError(ValueError):
    """Bad input from a user, said in one clear English line.

    `code` names the sentence that an interface may show instead, in the user's language
    (the page looks up `error-<code>`), and `detail` fills that sentence's variables.
    """

    def __init__(self, code: str, message: str, **detail: str | float) -> None:
        super().__init__(message)
        self.code = code
        self.detail = detail
