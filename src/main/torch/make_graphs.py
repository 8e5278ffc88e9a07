"""Makes the TorchScript graphs of reduced precision that ship with Vladoscope.

    python3 src/main/torch/make_graphs.py src/main/resources/org/vladoscope

Tensors of bfloat16 stay inside them, because asking one for its type in Java aborts the process. Written with PyTorch 1.13; PyTorch 2.7.1 runs them.
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


class ByteProducts(torch.nn.Module):
    """Dot products of all rows of a with all rows of b, of 8-bit whole numbers, in 32-bit ones."""

    def forward(self, a: torch.Tensor, b: torch.Tensor):
        # PyTorch 1.13, which writes the graphs, does not know _int_mm: see renamed().
        return torch.mm(a, b.t())


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


class Bfloat16Network(torch.nn.Module):
    """A whole network with input, weights and everything between rounded to 8 significant bits.

    Channels lie next to each other inside: convolutions of single channels, of which MobileNetV2
    has one in each block, are then four times as quick.
    """

    def __init__(self, network):
        super().__init__()
        self.network = network.to(torch.bfloat16).to(memory_format=torch.channels_last)

    def forward(self, x: torch.Tensor):
        narrow = x.to(torch.bfloat16).contiguous(memory_format=torch.channels_last)
        return self.network(narrow).contiguous().to(torch.float32)


class ToBfloat16(torch.nn.Module):
    """Rounds to 8 significant bits, for networks that want that as input."""

    def forward(self, x: torch.Tensor):
        return x.to(torch.bfloat16)


class ToFloat32(torch.nn.Module):
    """Makes 32-bit numbers of any, for networks whose type of output is not known."""

    def forward(self, x: torch.Tensor):
        if x.is_complex():
            raise ValueError("complex")  # half of the numbers would be lost
        return x.to(torch.float32)


def renamed(code, names):
    """Calls other operators of the same form than those that the graph was written with."""
    for old, new in names.items():
        assert code.count(old) == 1
        code = code.replace(old, new)
    return code


def save(module, folder, name, names=None):
    """Saves a module without what only debuggers read, with the same bytes whenever it is made."""
    with tempfile.TemporaryDirectory() as temporary:
        plain = os.path.join(temporary, name + ".pt")
        torch.jit.script(module).save(plain)
        target = os.path.join(folder, name + ".pt")
        with zipfile.ZipFile(plain) as source, zipfile.ZipFile(target, "w") as result:
            for entry in source.namelist():
                if not entry.endswith(".debug_pkl"):
                    fixed_time = zipfile.ZipInfo(entry, (2000, 1, 1, 0, 0, 0))
                    content = source.read(entry)
                    if names and entry.endswith(".py"):
                        content = renamed(content, names)
                    result.writestr(fixed_time, content)


if __name__ == "__main__":
    folder = os.path.join(sys.argv[1], "compute")
    save(Bfloat16Products(), folder, "bfloat16-products")
    save(Bfloat16Convolution(), folder, "bfloat16-convolution")
    save(ByteProducts(), folder, "byte-products", {b"torch.mm(": b"torch._int_mm("})
    save(ToBfloat16(), folder, "to-bfloat16")
    save(ToFloat32(), folder, "to-float32")
    folder = os.path.join(sys.argv[1], "feature")
    embedded = torch.jit.load(os.path.join(folder, "mobilenetv2-coco-stride16.pt"))
    save(Bfloat16Network(embedded), folder, "mobilenetv2-coco-stride16-bf16")
