"""The recognizers load in plain Presidio: each file as a registry, the export by both of Presidio's ways."""

import pytest

from barlau import package_data
from barlau.recognizers import load, presidio

registry = pytest.importorskip("presidio_analyzer.recognizer_registry", reason="needs the extra `presidio`")

FILES = sorted(
    path for group in ("kz", "generic") for path in (package_data.folder("recognizers") / group).glob("*.yaml")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_is_a_registry(path):
    loaded = registry.RecognizerRegistryProvider(conf_file=path).create_recognizer_registry()
    assert sorted(r.supported_language for r in loaded.recognizers) == ["en", "kk", "ru"]


def test_the_export_loads_both_ways(tmp_path):
    pack = load()
    path = tmp_path / "barlau.yaml"
    path.write_text(presidio.export(pack), encoding="utf-8")
    provided = registry.RecognizerRegistryProvider(conf_file=path).create_recognizer_registry()
    added = registry.RecognizerRegistry()
    added.recognizers = []
    added.add_recognizers_from_yaml(path)
    expected = {(r.entity, language) for r in pack.recognizers for language in ("kk", "ru", "en")}
    for loaded in (provided, added):
        assert {(r.supported_entities[0], r.supported_language) for r in loaded.recognizers} == expected


def test_a_pattern_of_the_export_finds_an_iin(tmp_path):
    path = tmp_path / "barlau.yaml"
    path.write_text(presidio.export(load()), encoding="utf-8")
    loaded = registry.RecognizerRegistryProvider(conf_file=path).create_recognizer_registry()
    (iin,) = loaded.get_recognizers(language="ru", entities=["KZ_IIN"])
    assert [(r.start, r.end) for r in iin.analyze("ИИН: 110715399990", ["KZ_IIN"])] == [(5, 17)]
