"""Paints small images of many kinds, and writes what Pillow reads from them.

Writes NAME beside NAME.png, the pixels that Pillow gives for it (turned upright, as RGB), into
src/test/resources/image. Needs Pillow 12, NumPy and, for two of the JPEGs, libjpeg-turbo's cjpeg.

    python make_image_fixtures.py FOLDER [CJPEG]
"""

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageOps

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
WIDTH, HEIGHT = 61, 45


def painting(width, height):
    """Smooth colours with edges of all strengths on them."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    channels = [200 * x + 30, 180 * (1 - y) + 20 * x, 120 + 100 * np.sin(7 * x * y)]
    image = Image.fromarray(np.stack(channels, 2).clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.1, height * 0.2, width * 0.5, height * 0.9), fill=(230, 40, 60))
    draw.rectangle((width * 0.55, height * 0.1, width * 0.9, height * 0.45), fill=(20, 90, 220))
    draw.polygon([(width * 0.6, height * 0.95), (width * 0.95, height * 0.9),
                  (width * 0.75, height * 0.5)], fill=(250, 240, 70))
    return image


def reference(name, image=None):
    image = image or ImageOps.exif_transpose(Image.open(folder / name)).convert("RGB")
    # Without what the file says of itself, such as a profile.
    Image.fromarray(np.array(image)).save(folder / (name + ".png"), optimize=True)


def png16(name, pixels, kind):
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)

    def chunk(tag, body):
        return struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body))

    (folder / name).write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def tiff16(name, pixels):
    """16-bit RGB as differences to the left neighbour, deflated."""
    height, width = pixels.shape[:2]
    differences = pixels.astype(np.uint16).copy()
    differences[:, 1:] -= pixels[:, :-1].astype(np.uint16)
    data = zlib.compress(differences.astype("<u2").tobytes(), 9)
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 3, 8), (259, 3, 1, 8),
               (262, 3, 1, 2), (273, 4, 1, 14), (277, 3, 1, 3), (278, 4, 1, height),
               (279, 4, 1, len(data)), (317, 3, 1, 2)]
    directory = 14 + len(data) + len(data) % 2
    body = b"II*\0" + struct.pack("<I", directory) + struct.pack("<3H", 16, 16, 16) + data
    body += b"\0" * (len(data) % 2) + struct.pack("<H", len(entries))
    (folder / name).write_bytes(
        body + b"".join(struct.pack("<HHII", *e) for e in entries) + struct.pack("<I", 0))


def wide_gamut():
    """sRGB with the primaries of Adobe RGB: a reader that applies profiles shows other colours."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {b"rXYZ": (.6097, .3111, .0195), b"gXYZ": (.2053, .6257, .0609),
                 b"bXYZ": (.1492, .0632, .7446)}
    for i in range(struct.unpack(">I", profile[128:132])[0]):
        tag, offset, _ = struct.unpack(">4sII", profile[132 + 12 * i:144 + 12 * i])
        if tag in primaries:
            profile[offset + 8:offset + 20] = struct.pack(
                ">iii", *(int(v * 65536) for v in primaries[tag]))
    return bytes(profile)


image = painting(WIDTH, HEIGHT)
pixels = np.array(image)
grey = image.convert("L")
deep = pixels.astype(np.uint16) * 256 + 77
see_through = image.convert("RGBA")
see_through.putalpha(Image.linear_gradient("L").resize(image.size))
profile = wide_gamut()


def save(name, picture, **how):
    picture.save(folder / name, **how)
    reference(name)


save("plain.jpg", image, quality=90)
save("progressive.jpg", image, quality=90, progressive=True)
save("full-chroma.jpg", image, quality=90, subsampling=0)
save("grey.jpg", grey, quality=90)
save("inks.jpg", image.convert("CMYK"), quality=90)
inks = (folder / "inks.jpg").read_bytes()
adobe = inks.index(b"Adobe") - 4
(folder / "inks-plain.jpg").write_bytes(inks[:adobe] + inks[adobe + 16:])
reference("inks-plain.jpg")
save("profile.jpg", image, quality=90, icc_profile=profile)
exif = Image.Exif()
exif[274] = 6
save("turned.jpg", image, quality=90, exif=exif.tobytes())
if len(sys.argv) > 2:
    source = io.BytesIO()
    image.save(source, "PPM")
    for name, option in {"arithmetic.jpg": ["-arithmetic"],
                         "wide-tables.jpg": ["-quality", "1"]}.items():
        (folder / name).write_bytes(
            subprocess.run([sys.argv[2], *option], input=source.getvalue(), check=True,
                           capture_output=True).stdout)
        reference(name)
save("profile.png", image, icc_profile=profile)
png16("deep.png", deep, 2)
reference("deep.png")
save("lossy.webp", image, quality=75)
save("see-through.webp", see_through, quality=75)
save("lossless.webp", image, lossless=True)
save("profile.webp", image, lossless=True, icc_profile=profile)
save("animated.webp", image, save_all=True, append_images=[image.rotate(180)], duration=100,
     quality=75)
save("inks.tif", image.convert("CMYK"), compression="tiff_lzw")
save("big.tif", image, big_tiff=True, compression="tiff_lzw")
save("profile.tif", image, icc_profile=profile, compression="tiff_lzw")
tiff16("deep-differences.tif", deep)
reference("deep-differences.tif")
small = image.resize((30, 22)).quantize(16)
content = io.BytesIO()
small.save(content, "GIF")
content = bytearray(content.getvalue())
content[6:10] = struct.pack("<HH", WIDTH, HEIGHT)
frame = content.index(b"\x2c", 13 + 3 * 2 ** ((content[10] & 7) + 1))
content[frame + 1:frame + 5] = struct.pack("<HH", 20, 15)
(folder / "offset.gif").write_bytes(content)
reference("offset.gif")

# Kinds that are refused.
Image.fromarray(np.array(grey).astype(np.float32)).save(folder / "floats.tif")
grey.convert("I").save(folder / "deep32.tif")
Image.merge("LAB", image.split()).save(folder / "lab.tif")

# A photograph at half its size, as Pillow's draft decodes it, then resized: 4.05 times as large.
photograph = painting(259, 195)
photograph.save(folder / "photograph.jpg", quality=85)
draft = Image.open(folder / "photograph.jpg")
draft.draft("RGB", (129, 97))
assert draft.convert("RGB").size == (130, 98)
reference("photograph.jpg", draft.resize((64, 48), Image.BILINEAR, box=(0, 0, 259 / 2, 195 / 2)))
