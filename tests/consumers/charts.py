"""charts.py CHROMIUM DIR: looks at the pictures that charts.sh made. Prints the differences; ends with 1 on a failure."""

import io
import os
import sys
from pathlib import Path

import numpy
from PIL import Image, ImageFilter
from playwright.sync_api import sync_playwright

# Two painters never agree on the shade of an edge, and Chromium paints letters bolder. So the mean over this many pixels
# each way is compared, in which a hairline still weighs 36 of 255; nowhere may it differ by more in any channel.
AREA = 7
MOST = 45

chromium, work = sys.argv[1], Path(sys.argv[2]).resolve()
keep = os.environ.get("KEEP")
failed = []


def check(fine, words):
    if not fine:
        failed.append(words)
        print("FAILED", words)


def pixels(data):
    image = Image.open(data if isinstance(data, Path) else io.BytesIO(data)).convert("RGB")
    return numpy.asarray(image.filter(ImageFilter.BoxBlur(AREA // 2)), dtype=numpy.int16)


def far(one, two):
    """By how much the pictures differ at most."""
    return int(numpy.abs(one - two).max())


def compare(words, shot, png):
    one, two = pixels(shot), pixels(png)
    if one.shape != two.shape:
        check(False, f"{words}: {one.shape} against {two.shape}")
        return 0
    most = far(one, two)
    check(most <= MOST, f"{words}: differs by {most} of 255")
    # A comparison that lets a picture pass that is two pixels off would be worth nothing.
    check(far(one, numpy.roll(two, 2, axis=1)) > MOST, f"{words}: two pixels off are not seen")
    if keep:
        out = Path(keep)
        out.mkdir(exist_ok=True)
        name = words.replace(" ", "-")
        (out / f"{name}.png").write_bytes(shot)
        Image.fromarray((numpy.abs(one - two).clip(0, 63) * 4).astype(numpy.uint8)).save(out / f"{name}-differs.png")
    return most


def tree(page):
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    text = lambda node, field: node.get(field, {}).get("value", "")
    return [(text(node, "role"), text(node, "name"), text(node, "description")) for node in nodes if not node.get("ignored")]


def run(browser):
    worst, count, followed = {}, 0, 0
    for png in sorted((work / "light").glob("*.png")):
        name, size = png.stem, Image.open(png).size
        count += 1
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})

        def shot(kind, scheme="light"):
            page.emulate_media(color_scheme=scheme)
            page.goto((work / kind / f"{name}.svg").as_uri())
            page.wait_for_timeout(50)
            return page.screenshot()

        dark = work / "dark" / f"{name}.png"
        for kind, scheme, against in [
            ("light", "light", png),
            ("auto", "light", png),
            ("auto", "dark", dark),
            ("paths", "light", png),
        ]:
            most = compare(f"{name} {kind} {scheme}", shot(kind, scheme), against)
            worst[kind] = max(worst.get(kind, 0), most)

        # Title and description, as a screen reader has them.
        page.goto((work / "light" / f"{name}.svg").as_uri())
        words = page.evaluate("['title', 'desc'].map(tag => document.querySelector('svg > ' + tag).textContent)")
        check(all(words), f"{name}: no title or no description")
        image = [node for node in tree(page) if node[0] in ("image", "img", "graphics-document")]
        named = " ".join(" ".join(words).split())
        check(any(" ".join(node[1].split()) == named for node in image), f"{name}: {image[:3]} is not named {named!r}")

        # Links are in the tree with a name, and lead to their address.
        page.goto((work / "links" / f"{name}.svg").as_uri())
        links = page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
        read = [node for node in tree(page) if node[0] == "link"]
        check(len(read) == len(links), f"{name}: {len(read)} of {len(links)} links are read")
        check(all(node[1] for node in read), f"{name}: a link has no name")
        root = [node for node in tree(page) if node[1] and node[0] in ("graphics-document", "document", "GraphicsDocument")]
        check(any(" ".join(node[1].split()) == named for node in root) or not links, f"{name}: with links it has no name: {root[:3]}")
        if links:
            went = []
            page.route("https://git.example/**", lambda route: (went.append(route.request.url), route.fulfill(body="there"))[1])
            box = page.evaluate(
                """() => { for (const a of document.querySelectorAll('a')) { const b = a.getBoundingClientRect();
                     const x = b.x + b.width / 2, y = b.y + b.height / 2, hit = document.elementFromPoint(x, y);
                     if (hit && a.contains(hit)) return [x, y, a.getAttribute('href')]; } }"""
            )
            page.mouse.click(box[0], box[1])
            page.wait_for_timeout(200)
            check(went[:1] == [box[2].split("#")[0]], f"{name}: a click led to {went} and not to {box[2]}")
            followed += 1
        page.close()
    for kind, most in worst.items():
        print(f"{kind}: the mean over {AREA} x {AREA} pixels differs by {most} of 255 at most")
    check(count >= 10 and followed >= 10, f"only {count} charts, and links of {followed}")
    return count, followed


with sync_playwright() as playwright:
    options = ["--no-sandbox", "--disable-lcd-text", "--font-render-hinting=none", "--force-device-scale-factor=1"]
    browser = playwright.chromium.launch(executable_path=chromium, args=options)
    version = browser.version
    count, followed = run(browser)
    browser.close()
if failed:
    print(f"FAILED: {len(failed)} differences")
    sys.exit(1)
print(f"ok: Chromium {version} shows {count} charts as their PNG does, reads their words, and followed links of {followed}")
