"""Answers questions about rows (`barlau.model.question`) with Arrow kernels. Runs in the child process."""

from barlau.engine.questions.answering import answer

__all__ = ["answer"]
