"""Makes the embedded network of reduced precision that ships with Vladoscope.

    python3 src/main/torch/make_bf16_network.py src/main/resources/org/vladoscope

Tensors of bfloat16 stay inside it, because asking one for its type in Java aborts the process. Written with PyTorch 1.13; PyTorch 2.7.1 runs it.
"""

import os
import sys
import tempfile
import zipfile

import torch


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
    folder = os.path.join(sys.argv[1], "feature", "backbone")
    embedded = torch.jit.load(os.path.join(folder, "mobilenetv2-coco-stride16.pt"))
    save(Bfloat16Network(embedded), folder, "mobilenetv2-coco-stride16-bf16")
