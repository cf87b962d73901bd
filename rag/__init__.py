"""Ask government work reports questions: reading, indexing, retrieving, answering, verifying."""

__version__ = "0.1.0"
