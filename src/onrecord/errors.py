"""What can go wrong, and the codes of failures.

::

    OnRecordError
    ├── InputError          a document that can't be taken in (unknown type, encrypted, too large, ...)
    ├── VocabularyError     a data file of the product or of the user that does not hold
    ├── ConfigurationError  a setting with an unknown name or an impossible value
    ├── RecordError         a case folder that is missing, broken, newer than the program, or in use
    └── MissingDependencyError  an optional library that a step needs is not installed

Every message says what was found, where, what was expected, and what to do next. A document that can't be read never
stops a run: the stage turns the error into a failure row with the error's `code`.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of all errors that the product raises on purpose.

    Args:
        message: What was found, where, what was expected, what to do.
        code: Short stable word for the kind of failure, as in `failure.code`.
        offset: Place in the document's text (code points) or bytes that the message speaks of, where there is one.
    """

    code = "error"

    def __init__(self, message: str, *, code: str | None = None, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        if code is not None:
            self.code = code


class InputError(OnRecordError):
    """A document that can't be taken in."""

    code = "input"


class VocabularyError(OnRecordError):
    """A data file that does not hold what its schema asks for."""

    code = "vocabulary"


class ConfigurationError(OnRecordError):
    """A setting with an unknown name or an impossible value."""

    code = "configuration"


class RecordError(OnRecordError):
    """A case folder that can't be opened, read or written as asked."""

    code = "record"


class MissingDependencyError(OnRecordError):
    """An optional library is not installed; the message gives the install line."""

    code = "missing_dependency"
