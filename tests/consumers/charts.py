"""charts.py CHROMIUM DIR: looks at the pictures that charts.sh made. Prints the differences; ends with 1 on a failure."""

import io
import os
import sys
from pathlib import Path

import numpy
from PIL import Image
from playwright.sync_api import sync_playwright

# Two painters never agree on the shade of an edge. A pixel is another one if no pixel at most one away in the other
# picture is like it, to a fifth of full scale in every channel; so many of them may be, and so much may the mean be off.
FAR = 51
MOST_OTHER = 0.0005
MOST_MEAN = 1.5

chromium, work = sys.argv[1], Path(sys.argv[2])
keep = os.environ.get("KEEP")
failed = []


def check(fine, words):
    if not fine:
        failed.append(words)
        print("FAILED", words)


def pixels(data):
    image = Image.open(data if isinstance(data, Path) else io.BytesIO(data))
    return numpy.asarray(image.convert("RGB"), dtype=numpy.int16)


def other(one, two):
    """Which pixels of one are like none of two nearby."""
    height, width, _ = two.shape
    least = numpy.full(one.shape[:2], 255, dtype=numpy.int16)
    padded = numpy.pad(two, ((1, 1), (1, 1), (0, 0)), mode="edge")
    for down in range(3):
        for right in range(3):
            moved = padded[down : down + height, right : right + width]
            least = numpy.minimum(least, numpy.abs(one - moved).max(axis=2))
    return least > FAR


def compare(words, shot, png):
    one, two = pixels(shot), pixels(png)
    if one.shape != two.shape:
        check(False, f"{words}: {one.shape} against {two.shape}")
        return 0.0, 0.0
    mean = float(numpy.abs(one - two).mean())
    differs = other(one, two) | other(two, one)
    share = float(differs.mean())
    if keep:
        out = Path(keep)
        out.mkdir(exist_ok=True)
        name = words.replace(" ", "-")
        Image.fromarray(one.astype(numpy.uint8)).save(out / f"{name}-browser.png")
        Image.fromarray((differs * 255).astype(numpy.uint8)).save(out / f"{name}-differs.png")
    check(share <= MOST_OTHER and mean <= MOST_MEAN, f"{words}: {share:.3%} of the pixels differ, by {mean:.2f} in the mean")
    return share, mean


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
            share, mean = compare(f"{name} {kind} {scheme}", shot(kind, scheme), against)
            known = worst.get(kind, (0.0, 0.0))
            worst[kind] = (max(known[0], share), max(known[1], mean))

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
    for kind, (share, mean) in worst.items():
        print(f"{kind}: at most {share:.3%} of the pixels differ, by {mean:.2f} of 255 in the mean")
    check(count >= 10, f"only {count} charts")
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
