"""The command line: `python -m model list | predict | trace | evaluate | train | remake | recall`.

Bad input ends with exit status 2 and one line on standard error. Nothing here needs Streamlit.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from model.errors import InputError

PROGRAM = "python -m model"


class Parser(argparse.ArgumentParser):
    """An argument parser that fails in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def build_parser() -> Parser:
    parser = Parser(prog=PROGRAM, description="Recurrent networks that can be watched while they read.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=summary, description=summary)
        sub.add_argument("--json", action="store_true", help="print JSON")
        sub.set_defaults(run=globals()[f"run_{name}"])
        return sub

    def reads_text(sub: argparse.ArgumentParser, or_recall: str = "") -> None:
        sub.add_argument("text", nargs="*", help="the text; without it and without --file, standard input")
        sub.add_argument("--model", required=True, help=f"a name from `list`, a folder or a Hub id{or_recall}")
        sub.add_argument("--file", type=Path, help="read the text from this file (UTF-8)")

    command("list", "The models that ship with the project.")
    predict = command(
        "predict", "The verdict on texts: each argument is one, or each line of a file or standard input."
    )
    reads_text(predict)
    trace = command("trace", "Every activation while a network reads one text.")
    reads_text(trace, or_recall=", or a network of the recall task, such as recall-up-to-10-lstm-1")
    trace.add_argument(
        "--clamp",
        action="append",
        default=[],
        metavar="NAME=VALUE[@STEP[+]][:UNITS]",
        help="hold an activation: f=0 (everywhere), f=0@3 (at step 3), f=0@3+ (from it on), f=0@3:17,40-43 (in units)",
    )
    trace.add_argument("--npz", type=Path, metavar="FILE", help="write the arrays to FILE")

    evaluate = command("evaluate", "Accuracy and macro-F1 on a table of labelled texts (csv, csv.gz, parquet).")
    evaluate.add_argument("--model", required=True, help="a name from `list`, a folder or a Hub id")
    evaluate.add_argument("--data", type=Path, required=True, help="the table")
    evaluate.add_argument("--text-column", default="text")
    evaluate.add_argument("--label-column", default="label")
    evaluate.add_argument("--limit", type=int, metavar="PIECES", help="cut longer texts here (default: 1200)")

    train = command("train", "Train a network as a configuration file says.")
    train.add_argument("config", type=Path, help="a file of configs/")
    train.add_argument("--data", type=Path, help="the folder with the data; what is not there comes from the Hub")
    train.add_argument("--out", type=Path, help="where the model goes (default: runs/NAME)")
    train.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    train.add_argument("--seeds", type=int, nargs="+", help="one training each; the best is kept (default: the file's)")

    remake = command("remake", "Train every model of the project again; what was done before is not done twice.")
    remake.add_argument("names", nargs="*", metavar="NAME", help="only these (default: all of --configs)")
    remake.add_argument("--data", type=Path, help="the folder with the data; what is not there comes from the Hub")
    remake.add_argument("--configs", type=Path, default=Path("configs"), help="default: configs")
    remake.add_argument("--out", type=Path, default=Path("assets", "models"), help="default: assets/models")
    remake.add_argument("--work", type=Path, default=Path("runs"), help="where what is done is kept (default: runs)")

    recall = command("recall", "How well a cell remembers a country over a distance; `recall train` measures it anew.")
    recall.add_argument("action", nargs="?", choices=["train"], help="train and examine everything again")
    recall.add_argument("--cell", help="rnn, lstm, gru, peephole or time-aware")
    recall.add_argument("--distance", type=int, help="words between the country and its language, 0 to 400")
    recall.add_argument("--language", default="es", help="es (default) or en")
    recall.add_argument("--distractors", action="store_true", help="sentences that also name other countries")
    recall.add_argument("--condition", help="which of the networks that ship (default: up-to-10, the main one)")
    recall.add_argument("--sentences", type=int, default=300, help="how many unseen sentences (default 300)")
    recall.add_argument("--out", type=Path, help="train: where results and weights go (default: assets/recall)")
    recall.add_argument("--work", type=Path, help="train: where what is done is kept (default: runs/recall)")
    recall.add_argument("--workers", type=int, help="train: processes (default: one a core)")
    recall.add_argument("--smoke", action="store_true", help="train: the same machinery in seconds, to try it")
    return parser


def read_texts(arguments: argparse.Namespace) -> list[str]:
    """The texts named on the command line; from a file or standard input, one a line."""
    return list(arguments.text) if are_named(arguments) else read_source(arguments.file).splitlines()


def are_named(arguments: argparse.Namespace) -> bool:
    """Do the texts stand on the command line, and not elsewhere?"""
    if arguments.text and arguments.file:
        raise InputError("two-sources", "give texts as arguments or with --file, not both")
    return bool(arguments.text)


def read_source(path: Path | None) -> str:
    try:
        return sys.stdin.read() if path is None else path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError("unreadable-file", f"can't read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError("not-utf-8", f"{path or 'standard input'} is not UTF-8 text") from error


def run_list(arguments: argparse.Namespace) -> None:
    from model.zoo import available

    names = available()
    if arguments.json:
        print(json.dumps({"models": names, "more": names.more}))
    else:
        print(*names, sep="\n")
        print(f"(elsewhere: {names.more})", file=sys.stderr)


def run_predict(arguments: argparse.Namespace) -> None:
    from model.zoo import load

    texts = [text for text in read_texts(arguments) if text.strip()]
    if not texts:
        raise InputError("empty", "there is no text to read")
    predictions = load(arguments.model).predict(texts)
    if arguments.json:
        print(json.dumps([vars(prediction) for prediction in predictions]))
        return
    for text, prediction in zip(texts, predictions, strict=True):
        figures = " ".join(f"{label}={p:.4f}" for label, p in prediction.probabilities.items())
        print(prediction.label, figures, text, sep="\t")


def run_trace(arguments: argparse.Namespace) -> None:
    from model.trace import Clamp
    from model.zoo import specimen

    clamps = [Clamp.parse(written) for written in arguments.clamp]
    text = " ".join(arguments.text) if are_named(arguments) else read_source(arguments.file)
    trace = specimen(arguments.model).trace(text, clamps)
    if arguments.npz:
        try:
            with arguments.npz.open("wb") as file:
                trace.to_npz(file)
        except OSError as error:
            raise InputError("unwritable-file", f"can't write {arguments.npz}: {error.strerror}") from error
    if arguments.json:
        print(trace.to_json())
        return
    print(
        "t",
        "piece",
        *(f"P({label})" for label in trace.labels),
        *(f"mean {n}" for n in trace.names),
        sep="\t",
    )
    for t, piece in enumerate(trace.tokens):
        means = (trace[name][t].mean() for name in trace.names)
        print(t, piece, *(f"{value:.3f}" for value in [*trace.probabilities[t], *means]), sep="\t")
    print(f"{trace.label}, decided at step {trace.decided_at} «{trace.tokens[trace.decided_at]}»")
    if trace.encoding.total > len(trace):
        print(f"(read the first {len(trace)} pieces of {trace.encoding.total})", file=sys.stderr)


def run_evaluate(arguments: argparse.Namespace) -> None:
    from model.datasets import read_table
    from model.evaluation import FULL_LENGTH, evaluate
    from model.zoo import load

    table = read_table(arguments.data)
    limit = FULL_LENGTH if arguments.limit is None else arguments.limit
    report = evaluate(load(arguments.model), table, arguments.text_column, arguments.label_column, limit=limit)
    print(report.to_json() if arguments.json else report)


def run_train(arguments: argparse.Namespace) -> None:
    from model.seeds import train_seeds

    metrics = train_seeds(
        arguments.config, arguments.data, arguments.out, resume=arguments.resume, seeds=arguments.seeds
    )
    if arguments.json:
        print(json.dumps(metrics, ensure_ascii=False))


def run_remake(arguments: argparse.Namespace) -> None:
    from model.remake import remake, table

    told = remake(arguments.configs, arguments.data, arguments.out, arguments.work, arguments.names)
    print(json.dumps(told, ensure_ascii=False) if arguments.json else table(told))


def run_recall(arguments: argparse.Namespace) -> None:
    if arguments.action == "train":
        train_recall(arguments)
        return
    from model.recall.shipped import condition_of, measured

    if arguments.cell is None or arguments.distance is None:
        raise InputError("recall-incomplete", "recall needs --cell and --distance, or the word train")
    accuracy = measured(
        arguments.cell,
        arguments.distance,
        arguments.language,
        distractors=arguments.distractors,
        count=arguments.sentences,
        condition=arguments.condition,
    )
    told = {
        "cell": arguments.cell,
        "distance": arguments.distance,
        "language": arguments.language,
        "distractors": arguments.distractors,
        "condition": arguments.condition or condition_of(arguments.language),
        **accuracy.as_dict(),
    }
    if arguments.json:
        print(json.dumps(told))
        return
    low, high = accuracy.interval
    print(
        f"{arguments.cell} at {arguments.distance} words: {accuracy.accuracy:.1%} right "
        f"(95 % interval {low:.1%} to {high:.1%}; {accuracy.seeds} seeds, {accuracy.n} sentences each); "
        f"chance is {accuracy.chance:.1%}"
    )


def train_recall(arguments: argparse.Namespace) -> None:
    from model.recall.runs import train
    from model.recall.sentences import FOLDER

    if arguments.smoke and arguments.out is None:
        raise InputError("recall-smoke", "--smoke needs --out: its figures must not replace the real ones")
    report = train(
        arguments.out or FOLDER,
        arguments.work or Path("runs") / "recall",
        arguments.workers,
        smoke=arguments.smoke,
    )
    if arguments.json:
        print(json.dumps({"protocol": report["protocol"], "jobs": len(report["jobs"]), "seconds": report["seconds"]}))


def main(argv: Sequence[str] | None = None) -> int:
    arguments = build_parser().parse_args(argv)
    os.environ.setdefault("HF_HUB_VERBOSITY", "error")  # it sets its own logger's level when it is imported
    try:
        arguments.run(arguments)
    except InputError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
    except OSError as error:  # a full disk, a folder that can't be written
        where = f"{error.filename}: " if error.filename else ""
        print(f"{PROGRAM}: {where}{error.strerror or ' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
