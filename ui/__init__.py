"""The chat page: questions at the left, the paragraphs behind the answer at the right."""
