"""How the learning rate moves."""


def rate(progress: float, warmup: float) -> float:
    """The share of the learning rate at `progress` (0 to 1): up in a line, down in a line."""
    return min((progress + 1e-3) / warmup, (1 - progress) / (1 - warmup), 1.0)
