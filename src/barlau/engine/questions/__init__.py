"""Answers questions about rows (`barlau.model.question`) with Arrow kernels. Runs in the child process."""

from barlau.engine.questions.answering import answer
from barlau.engine.questions.unhashing import Samples

__all__ = ["Samples", "answer"]
