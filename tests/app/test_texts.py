"""Both languages say everything, with the same variables; every key is used, and every used key exists."""

import ast
import re
from collections.abc import Iterator

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from ui.shell import PAGES, ROOT
from ui.texts import FOLDER, LOCALES, Texts, language_of, plain

CODE = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "ui").glob("*.py")]
# What pages ask of the other rooms, and the codes that only other callers meet: they pick columns, or ask the Hub.
ASKED = (
    "model/network",
    "model/text",
    "model/zoo",
    "model/datasets",
    "model/trace",
    "model/gradients",
    "model/recall/sentences",
    "model/recall/network",
    "model/recall/race",
    "engine/queue",
    "model/vectors/association",
    "model/vectors/files",
    "model/vectors/hub",
    "model/vectors/shipped",
    "model/vectors/table",
)
NOT_ON_PAGES = {
    "bad-side",
    "table-missing",
    "vectors-missing",
    "table-no-column",
    "table-labels",
    "data-missing",
    "recall-country",
    "recall-language",
    "no-ledger",
} | {
    "hub-offline",
    "hub-unknown",
    "no-ledger",
}


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    """Each key with the variables of its sentence. A line that isn't Fluent fails."""
    found = {}
    for entry in FluentParser().parse((FOLDER / f"{language}.ftl").read_text("utf-8")).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            assert entry.id.name not in found, f"{entry.id.name} twice in {language}.ftl"
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


def keys_in_code() -> Iterator[tuple[str, bool]]:
    """What `t(…)` is called with: a whole key, or (True) the pattern of a family such as `verdict-[^ ]+`."""
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t" and node.args:
                yield from keys_of(node.args[0])


def keys_of(node: ast.expr) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Constant):
        yield node.value, False
    elif isinstance(node, ast.IfExp):
        yield from keys_of(node.body)
        yield from keys_of(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield (
            "".join(re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9-]+" for part in node.values),
            True,
        )


def test_both_languages_have_the_same_keys_with_the_same_variables() -> None:
    assert messages("es") == messages("en")


def test_every_key_used_in_code_exists_and_none_is_left_over() -> None:
    keys = set(messages("es"))
    used: set[str] = set()
    for key, family in keys_in_code():
        found = {name for name in keys if re.fullmatch(key, name)} if family else {key} & keys
        assert found, f"the code asks for {key}, which no .ftl file has"
        used |= found
    assert keys == used


def test_every_bad_input_that_reaches_a_page_has_its_sentence() -> None:
    raised = set()
    for name in ASKED:
        raised |= set(re.findall(r'InputError\(\s*"([a-z0-9-]+)"', (ROOT / f"{name}.py").read_text("utf-8")))
    assert {"empty", "table-ragged"} <= raised
    assert {f"error-{code}" for code in raised - NOT_ON_PAGES} <= set(messages("es"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LOCALES)
def test_every_page_has_its_name_title_and_lead(name: str, language: str) -> None:
    for part in ("nav", "title", "lead"):
        assert Texts(language)(f"{name}-{part}")


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert "512 piezas de 3.204" in Texts("es")("verdict-cut", read=512, total=3204)
    assert "512 of 3,204 pieces" in Texts("en")("verdict-cut", read=512, total=3204)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("es-AR", "es"), ("es", "es"), ("en-GB", "en"), ("EN", "en"), ("pt-BR", "es"), ("", "es"), (None, "es")],
)
def test_the_browsers_language_decides_and_spanish_is_for_all_others(locale: str | None, language: str) -> None:
    assert language_of(locale) == language


def test_a_variable_of_any_length_and_content_stays_one() -> None:
    said = Texts("es")("verdict-decided-first", word="x" * 100_000 + "{ $word }")
    assert "xxx…" in said
    assert len(said) < 500
    assert "{ $word }" in Texts("en")("verdict-decided-first", word="{ $word }")
    assert plain("![x](http://e) :red[a] $b$ <c>") == r"\!\[x\]\(http\:\/\/e\) \:red\[a\] \$b\$ \<c\>"
