"""Makes the small TorchScript graphs that ship with Vladoscope.

    python3 src/main/torch/make_graphs.py src/main/resources/org/vladoscope/compute

Reduced precision stays inside them: their inputs and outputs are 32-bit floats, because a bfloat16
tensor that crosses into Java aborts the process. Written with PyTorch 1.13; PyTorch 2.7.1 runs them.
"""

import os
import sys
import tempfile
import zipfile

import torch


class Bfloat16Products(torch.nn.Module):
    """Dot products of all rows of a with all rows of b, factors rounded to 8 significant bits."""

    def forward(self, a: torch.Tensor, b: torch.Tensor):
        return torch.mm(a.to(torch.bfloat16), b.to(torch.bfloat16).t()).to(torch.float32)


class Bfloat16Convolution(torch.nn.Module):
    """A convolution with input, weights and bias rounded to 8 significant bits.

    Stride and padding are whole numbers in tensors, since only tensors can be passed.
    """

    def forward(
        self,
        x: torch.Tensor,
        weight: torch.Tensor,
        bias: torch.Tensor,
        stride: torch.Tensor,
        padding: torch.Tensor,
    ):
        s = int(stride.item())
        p = int(padding.item())
        narrow = torch.bfloat16
        y = torch.conv2d(x.to(narrow), weight.to(narrow), bias.to(narrow), [s, s], [p, p])
        return y.to(torch.float32)


def save(module, folder, name):
    """Saves a module without what only debuggers read, with the same bytes whenever it is made."""
    with tempfile.TemporaryDirectory() as temporary:
        plain = os.path.join(temporary, name + ".pt")
        torch.jit.script(module).save(plain)
        target = os.path.join(folder, name + ".pt")
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(target, "w") as result:
            for entry in source.namelist():
                if not entry.endswith(".debug_pkl"):
                    fixed_time = zipfile.ZipInfo(entry, (2000, 1, 1, 0, 0, 0))
                    result.writestr(fixed_time, source.read(entry))


if __name__ == "__main__":
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    save(Bfloat16Products(), folder, "bfloat16-products")
    save(Bfloat16Convolution(), folder, "bfloat16-convolution")
