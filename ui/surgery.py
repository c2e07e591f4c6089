"""Operations on a reading as a page shows them: which can be done, what each says, and what came of them."""

from typing import TYPE_CHECKING, NamedTuple

from model.errors import InputError
from ui import models, operations
from ui.microscope import LETTERS
from ui.operations import MOST, Replacement
from ui.reader import words_of
from ui.specimens import named
from ui.texts import Texts
from ui.verdict import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.trace import Clamp, Trace
    from ui.microscope import Reading


class Surgery(NamedTuple):
    """What of the operations asked for could be `done`, what was `refused`, and what the network then reads.

    `clamps` are written as `ui.models.trace` takes them; `slots` are the words of the text, one entry each.
    """

    done: "list[Clamp | Replacement]"
    refused: list[InputError]
    text: str
    slots: list[str]
    clamps: str


def performed(text: str, name: str, asked: "Sequence[str]") -> Surgery:
    """Raises InputError where there is nothing to read, before or after."""
    cell = models.trace(text, name).cell
    refused: list[InputError] = []
    understood: list[Clamp | Replacement] = []
    if len(asked) > MOST:
        refused.append(InputError("operations-many", f"{len(asked)} operations", given=len(asked), limit=MOST))
    for part in asked[:MOST]:
        try:
            understood += operations.parse(part)
        except InputError as problem:
            refused.append(problem)
    done: list[Clamp | Replacement] = []
    for operation in understood:
        if isinstance(operation, Replacement):
            try:
                operations.replaced(text, [operation])
                done.append(operation)
            except InputError as problem:
                refused.append(problem)
    slots = operations.replaced(text, done)
    changed = operations.text_of(slots) if done else text
    steps = len(models.trace(changed, name))
    for operation in understood:
        if not isinstance(operation, Replacement):
            try:
                operation.check(cell, steps)
                done.append(operation)
            except InputError as problem:
                refused.append(problem)
    return Surgery(done, refused, changed, slots, operations.joined(operations.clamps(done)))


def described(t: Texts, operation: "Clamp | Replacement", text: str, trace: "Trace") -> str:
    """«f = 0 en «pero», unidad 17»."""
    if isinstance(operation, Replacement):
        return t("microscope-op-word", old=text.split()[operation.place], new=operation.text or "∅")
    word = "" if operation.step is None else trace.tokens[operation.step].strip() or "␣"
    return t(
        "microscope-op-clamp",
        name=letter(t, operation.name),
        value=operation.value,
        where="everywhere" if operation.step is None else "onward" if operation.onward else "here",
        word=word,
        units="all" if operation.unit is None else "several" if isinstance(operation.unit, tuple) else "one",
        unit=operation.written_units.replace(",", ", ").replace("-", "–"),
    )


def letter(t: Texts, name: str) -> str:
    """How the lecture writes an activation, as plain text: «c̃» for g."""
    return t(f"microscope-letter-{name.replace('_', '-')}") if name in LETTERS else name


def lessons(t: Texts, reading: "Reading") -> list[dict[str, str]]:
    net, trace = reading.net, reading.trace
    words, ends = words_of(trace.encoding)
    return [
        {
            "operation": lesson.operation,
            "label": t(f"microscope-prepared-{lesson.id}", **_said(lesson)),
        }
        for lesson in operations.prepared(net.task, net.language, trace.cell.kind, words, ends, reading.right)
    ]


def _said(lesson: operations.Prepared) -> dict[str, str]:
    name, _, rest = lesson.operation.partition("=")
    return {"name": name, "value": rest.partition("@")[0], "word": lesson.word.strip()}


def outcome(t: Texts, readings: "Sequence[Reading]") -> str:
    """What the operations did to the verdict; nothing where there were none."""
    by_role = {reading.role: reading for reading in readings}
    if "before" not in by_role:
        return ""
    before, after = by_role["before"].trace, by_role["main"].trace
    followed = by_role["main"].right or before.label
    label = before.labels.index(followed)
    was, now = (float(trace.probabilities[-1, label]) for trace in (before, after))
    return t(
        "microscope-outcome-same" if before.label == after.label else "microscope-outcome-changed",
        task=by_role["main"].net.task,
        label=named(t, followed),
        now_label=named(t, after.label),
        before=percent(was),
        after=percent(now),
        delta=round(100 * (now - was), 1),
    ).replace("-", "−")


def badge(t: Texts, name: str, surgery: Surgery) -> dict[str, str]:
    """How far this reading's numbers are from the same ones computed in another way, and in which."""
    proof = models.proof(surgery.text, name, surgery.clamps)
    kind = models.trace(surgery.text, name).cell.kind
    why = "torch" if proof.by == "torch" else "operated" if surgery.clamps else "no-torch"
    return {
        "text": t(
            "microscope-badge",
            holds="yes" if proof.holds else "no",
            by=proof.by,
            layer={"rnn": "RNN", "lstm": "LSTM", "gru": "GRU"}.get(kind, ""),
            difference=f"{proof.difference:.0e}",
        ),
        "help": t("microscope-badge-help", why=why, cell=t(f"reader-cell-{kind}")),
    }
