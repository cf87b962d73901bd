"""The errors of baogao, one small tree; each message says what was wrong, where, and what to do.

    BaogaoError
    ├── ConfigError      a setting that cannot hold
    ├── UnreadableFile   a file that gives no report
    ├── IndexUnusable    an index that is missing, broken or of another encoder
    ├── ModelMissing     an embedding model that is not on this machine
    ├── EncoderFailed    an embedding service that did not answer; `retryable` says whether trying again may help
    └── BackendError     an LLM that did not answer; `retryable` says whether trying again may help

Library code raises these; the command line and the page translate them at the edge.
"""


class BaogaoError(Exception):
    """Base of every error that baogao raises on purpose."""


class ConfigError(BaogaoError):
    """A setting is unknown, of the wrong kind, or out of its range."""


class UnreadableFile(BaogaoError):
    """A file cannot be read as a report."""


class IndexUnusable(BaogaoError):
    """An index directory is missing, broken, or made by another encoder or version."""


class ModelMissing(BaogaoError):
    """An embedding model is not on this machine."""


class EncoderFailed(BaogaoError):
    """An embedding service did not give vectors."""

    def __init__(self, message: str, *, retryable: bool = False, wait: float = 0.0) -> None:
        super().__init__(message)
        self.retryable = retryable
        self.wait = wait
        """Seconds that the service asks to wait before that."""


class BackendError(BaogaoError):
    """An LLM did not give an answer."""

    def __init__(self, message: str, *, zh: str = "", kind: str = "", retryable: bool = False) -> None:
        """Say what was wrong.

        Args:
            message: in English.
            zh: the same in Chinese.
            kind: which of the faults of rag/backends/faults.py it is.
            retryable: whether trying again may help.

        """
        super().__init__(message)
        self.zh = zh or message
        self.kind = kind
        self.retryable = retryable

    def told(self, lang: str) -> str:
        """Give the message in a language: zh or en."""
        return self.zh if lang == "zh" else str(self)
