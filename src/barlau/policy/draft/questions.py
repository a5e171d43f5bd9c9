"""Questions of a policy ("Do you check my credit history? No.") and what they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barlau.model.policy import DeclarationStatus as Status

if TYPE_CHECKING:
    from barlau.policy.draft.clauses import Sentence
    from barlau.policy.draft.reading import Reading

_ANSWER = ("ответ", "жауап", "answer")
_AFTER = 3  # characters behind the last word of a sentence that may hold its mark: a quote, a bracket


def answered(reading: Reading, index: int, number: int) -> Status | None:
    """The status of what a question names, as the next sentence answers it; nothing for other sentences."""
    own = reading.sentences(index)
    if not own[number].words or not _asks(reading, own[number]):
        return None
    later = own[number + 1 :] or (reading.sentences(index + 1) if index + 1 < len(reading.blocks) else [])
    later = [one for one in later if not one.words or not _asks(reading, one)]
    return Status.DENIED if later and _refuses(later[0]) else Status.IMPLIED


def _asks(reading: Reading, sentence: Sentence) -> bool:
    end = sentence.words[-1].end
    return "?" in reading.text[end : end + _AFTER]


def _refuses(answer: Sentence) -> bool:
    """It begins with no, or denies without a reserve."""
    start = int(answer.words[0].word in _ANSWER) if answer.words else 0
    opens = [cue.kind for cue in answer.cues if cue.first == start]
    if "says_no" in opens or "none_of" in opens:
        return not answer.has("exempt")
    return "says_yes" not in opens and answer.has("deny") and not answer.has("exempt", "contrast")
