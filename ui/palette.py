"""One colour per thing in every picture: Okabe and Ito's hues, shaded until they are readable as text in each theme."""

_SHADES = {  # hue: (light theme, dark theme)
    "blue": ("#0072B2", "#56B4E9"),
    "navy": ("#1B4596", "#8AA6F0"),
    "sky": ("#004F66", "#7BDDF2"),
    "vermillion": ("#993300", "#F0894A"),
    "green": ("#006B50", "#2BC79A"),
    "purple": ("#A8528A", "#F0A8D2"),
    "orange": ("#966700", "#E69F00"),
    "yellow": ("#6F6A00", "#F0E442"),
    "brown": ("#7A4B32", "#CFA58C"),
    "grey": ("#4F5A65", "#93A1AF"),
}
_HUES = {
    # LSTM: what forgets, enters, is proposed, leaves; memory and output
    "f": "vermillion", "i": "green", "g": "sky", "o": "purple", "c": "orange", "h": "navy",
    # GRU: z keeps as f does, n proposes as g does
    "z": "vermillion", "r": "purple", "n": "sky",
    # Time-aware LSTM
    "c_short": "brown", "c_adj": "yellow", "decay": "grey",
    # Cells
    "rnn": "grey", "lstm": "blue", "gru": "green", "peephole": "orange", "time-aware": "purple",
    # Regimes of reading a padded text
    "post": "orange", "pre": "purple", "masked": "green",
    # Where an embedding starts, and the opponent
    "random": "grey", "frozen": "blue", "tuned": "green", "bag": "orange",
    # Sentiment
    "neg": "vermillion", "neu": "grey", "pos": "blue",
}  # fmt: skip

PALETTE = {
    theme: {name: _SHADES[hue][number] for name, hue in _HUES.items()} for number, theme in enumerate(("light", "dark"))
}
"""`PALETTE["light" | "dark"][name]`: a hex colour with at least 4.5:1 on the theme's backgrounds."""


def css() -> str:
    """Every colour as a custom property `--ink-<name>` that follows the theme."""
    inks = (f"--ink-{name}: light-dark({PALETTE['light'][name]}, {PALETTE['dark'][name]});" for name in _HUES)
    return f":host {{ {' '.join(inks)} }}\n"
