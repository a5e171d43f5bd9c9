"""Nanoseconds a cell that Presidio takes with barlau's patterns: `presidio_cells.py FILE ROWS REGISTRY`.

The cheapest Presidio there is: the language model is a stub, so that nothing but the recognizers costs.
"""

import json
import logging
import sys
import time

import pyarrow.parquet as pq
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.recognizer_registry import RecognizerRegistryProvider

LANGUAGE = "ru"


class StubNlpEngine(NlpEngine):
    """Finds no token and no entity."""

    def load(self) -> None:
        pass

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:  # noqa: ARG002  (the signature of Presidio)
        return NlpArtifacts([], [], [], [], self, language)

    def process_batch(self, texts, language, **_):
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002  (the signature of Presidio)
        return False

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002  (the signature of Presidio)
        return False

    def get_supported_entities(self) -> list[str]:
        return []

    def get_supported_languages(self) -> list[str]:
        return [LANGUAGE]


logging.disable()
registry = RecognizerRegistryProvider(conf_file=sys.argv[3]).create_recognizer_registry()
analyzer = AnalyzerEngine(
    registry=registry, nlp_engine=StubNlpEngine(), supported_languages=registry.supported_languages
)
cells = next(pq.ParquetFile(sys.argv[1]).iter_batches(int(sys.argv[2])))
spent = {}
for field in cells.schema:
    if str(field.type) == "string":
        values = cells[field.name].to_pylist()
        analyzer.analyze(values[0], LANGUAGE)
        started = time.process_time()
        for value in values:
            analyzer.analyze(value, LANGUAGE)
        spent[field.name] = (time.process_time() - started) / len(values) * 1e9
print(json.dumps(spent))
