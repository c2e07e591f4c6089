"""What the processor at hand can do for training."""

from contextlib import AbstractContextManager
from pathlib import Path

import torch


def autocast(device: torch.device) -> AbstractContextManager[None]:
    """Products in bfloat16 where that is faster."""
    return torch.autocast(device.type, torch.bfloat16, enabled=has_bf16(device))


def has_bf16(device: torch.device) -> bool:
    """Does the hardware multiply bfloat16 itself? Elsewhere autocast would only cost time."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    cpuinfo = Path("/proc/cpuinfo")
    return cpuinfo.is_file() and "avx512_bf16" in cpuinfo.read_text()
