#!/usr/bin/env python3
"""Opens the page in a browser and does what people do. Made to fail: a key that does nothing, a page that
axe-core finds fault with, a request to another host, a word on the console, an answer that the description
of the API does not have.
Usage: .ci/page.py PROGRAM AXE [--renew]; .ci/page installs what it needs."""
import atexit, json, pathlib, shutil, subprocess, sys, tempfile, time, urllib.parse, urllib.request

from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM, AXE = (str(pathlib.Path(one).resolve()) for one in sys.argv[1:3])
RENEW = "--renew" in sys.argv
SHOTS = ROOT / "docs" / "page"
FOLDER = pathlib.Path(tempfile.mkdtemp())


class Server:
    """A record of a folder of reports, served until the end."""

    def __init__(self, reports):
        record = str(FOLDER / f"{pathlib.Path(reports).name}.dateline")
        subprocess.run([PROGRAM, "--record", record, "--now", "2033-02-01", "add", "-q", str(reports)], check=True, capture_output=True)
        told = [PROGRAM, "--record", record, "--now", "2033-02-01", "serve", "--port", "0"]
        self.process = subprocess.Popen(told, stderr=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        self.address = self.process.stderr.readline().split()[0].rstrip("/")

    def data(self, path):
        return json.load(urllib.request.urlopen(self.address + path))

    def end(self):
        self.process.kill()
        self.process.wait()


def check(name, what, true):
    assert true, f"{name}: {what}"
    print(f"{name:10s} {what}", flush=True)


def pages(server):
    """Every sort of page, with one of each."""
    series = max(server.data("/figures.json"), key=lambda one: len(one["points"]))
    timeline = server.data("/timeline.json")["dated"]
    found = {"home": "/", "timeline": "/timeline?limit=40", "timeline of actors": "/timeline?limit=40&lanes=actor", "statements": "/statements",
             "figures": "/figures", "series": f"/series/{series['id']}", "agreements": "/agreements", "commitments": "/commitments",
             "conflicts": "/conflicts", "bodies": "/bodies", "people": "/people", "state": "/state?as_of=2032-06-30", "reports": "/reports",
             "copies": "/copies", "news": "/news", "review": "/review", "names": "/review/names", "problems": "/problems",
             "coverage": "/coverage", "decisions": "/decisions", "rulings": "/rulings", "search": "/find?q=the", "nothing": "/nowhere", "sign in": "/sign-in",
             "empty": "/timeline?from=2999-01-01"}
    for kind in ("agreement", "body", "commitment", "statement", "event", "figure"):
        of_kind = server.data(f"/timeline.json?kind={kind}&limit=50")
        for entry in (of_kind["dated"] + of_kind["undated"])[:1]:
            found[f"entry: {kind}"] = f"/entry/{entry['id']}"
    actors = [actor["id"] for entry in timeline for actor in entry["actors"]]
    if actors:
        found["actor"] = f"/actor/{max(set(actors), key=actors.count)}"
    report = timeline[0]["evidence"][0]["report"]
    found |= {"reader": f"/report/{report}", "reader beside raw": f"/report/{report}?raw=yes", "raw": f"/report/{report}/raw"}
    for group in server.data("/copies.json")[:1]:
        one, other = [line["id"] for line in group["reports"][:2]]
        found["side by side"] = f"/copies/{one}/{other}"
    return found


def every_page(browser, server):
    axe = pathlib.Path(AXE).read_text()
    found = pages(server)
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe-core itself is put into the page
        page = context.new_page()
        faults = []
        # In the dark nothing is otherwise but the colours.
        rules = "axe.run()" if scheme == "light" else "axe.run({runOnly: ['color-contrast']})"
        for name, path in found.items():
            page.goto(server.address + path)
            page.evaluate(axe)
            for fault in page.evaluate(rules)["violations"]:
                faults.append((name, fault["id"], [node["html"][:160] for node in fault["nodes"][:2]]))
        check("axe", f"{len(found)} pages, {scheme}: no violation {faults if faults else ''}", not faults)
        context.close()
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: request.url.startswith(server.address) or said.append(request.url))
    wide = []
    for name, path in found.items():
        page.goto(server.address + path)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide.append((name, over))
    said = [one for one in said if "404" not in one]
    check("narrow", f"{len(found)} pages fit 360 px {wide if wide else ''}", not wide)
    check("quiet", f"no word on the console, no request elsewhere {said if said else ''}", not said)
    context.close()


def press(page, key):
    """Presses a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def series_to_sentence(page, server):
    page.goto(server.address + "/")
    page.get_by_role("link", name="Figures", exact=True).click()
    dated = [one["id"] for one in server.data("/figures.json") if any(point["when"]["latest"] for point in one["points"])]
    page.locator(f"main h3 a[href='/series/{urllib.parse.quote(dated[0])}']").first.click()
    point = page.locator(".drawing svg a").first
    told = point.get_attribute("aria-label")
    point.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/report/**")
    words = page.locator(":target").inner_text()
    check("series", f"a point ({told}) leads to its words: {words!r}", words.strip())


def correct_and_undo(page, server):
    series = max(server.data("/figures.json"), key=lambda one: len(one["points"]))
    entry = series["points"][0]["entry"]
    page.goto(f"{server.address}/entry/{entry}")
    page.keyboard.press("c")
    form = page.locator("form[action$='/correct']")
    form.locator("select").select_option("value")
    form.locator("input[name=value]").fill("4321")
    with page.expect_navigation():
        form.locator("button").click()
    check("correct", "the entry has the reviewer's value", "4,321" in page.locator("main").inner_text())
    page.keyboard.press("Escape")
    press(page, "u")
    page.goto(f"{server.address}/figures")
    check("undo", "the report's value is back", "4,321" not in page.locator("main").inner_text())


def merge_names(page, server):
    before = len(server.data("/review/names.json"))
    if not before:
        return
    page.goto(server.address + "/review/names")
    press(page, "m")
    page.goto(server.address + "/rulings")
    check("names", "two names are one by one key", "same actor" in page.locator("main").inner_text() and len(server.data("/review/names.json")) < before)
    page.goto(server.address + "/review/names")
    press(page, "u")
    check("names", "and two again", len(server.data("/review/names.json")) == before)


def queue(page, server):
    page.goto(server.address + "/review")
    bottom = page.locator("section.verdicts button").first.bounding_box()
    check("queue", "the words stand over the keys, without scrolling", page.locator("main mark").first.bounding_box()["y"] < bottom["y"] < page.viewport_size["height"])
    first, left = page.locator("main h2").first.inner_text(), server.data("/review.json")["left"]
    start = time.monotonic()
    page.keyboard.press("a")
    page.wait_for_function("before => document.querySelector('main h2').innerText !== before", arg=first)
    took = time.monotonic() - start
    check("queue", f"one key, one decision; the next was there after {took * 1000:.0f} ms", server.data("/review.json")["left"] == left - 1)
    start = time.monotonic()
    page.keyboard.press("s")
    page.wait_for_url(lambda address: address.endswith("skip=1"))
    check("queue", f"skipped; the next was there after {(time.monotonic() - start) * 1000:.0f} ms", True)
    press(page, "u")
    check("queue", "undone", server.data("/review.json")["left"] == left)
    page.keyboard.press("?")
    check("queue", "the keys are on the screen", "Accept" in page.locator("#keys").inner_text())


def add_what_was_missed(page, server):
    report = server.data("/timeline.json")["dated"][0]["evidence"][0]["report"]
    page.goto(f"{server.address}/report/{report}")
    page.evaluate("""() => {
        const words = [...document.querySelectorAll('article.report p.body')].find(one => one.innerText.length > 60);
        const range = document.createRange();
        range.selectNodeContents(words);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }""")
    page.keyboard.press("i")
    form = page.locator("form[action$='/mark']")
    told = form.locator("textarea").input_value()
    form.locator("input[name=told]").fill("what nobody saw")
    with page.expect_navigation():
        form.locator("button").click()
    check("missed", f"marked words are an entry: {told[:50]!r}", "/entry/" in page.url and told and "what nobody saw" in page.locator("main").inner_text())
    page.keyboard.press("Escape")
    press(page, "u")


def filter_and_print(page, server):
    page.goto(server.address + "/timeline")
    lines = page.locator("main li.entry").count()
    days = sorted(entry["when"]["earliest"] for entry in server.data("/timeline.json")["dated"] if entry["when"]["earliest"])
    page.fill("input[name=from]", days[len(days) // 2])
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(lambda address: f"from={days[len(days) // 2]}" in address)
    check("filter", f"{page.locator('main li.entry').count()} of {lines} lines, the filter in the address", page.locator("main li.entry").count() < lines)
    page.emulate_media(media="print")
    check("print", "no menu on paper", not page.locator("header").is_visible() and len(page.pdf()) > 10_000)
    page.emulate_media(media="screen")


def without_script(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    left = server.data("/review.json")["left"]
    page.goto(server.address + "/review")
    for button in ("form[action$='/accept'] button", "form[action='/review/undo'] button"):
        with page.expect_navigation():
            page.locator(button).first.click()
    check("no script", "accepted and undone by forms", server.data("/review.json")["left"] == left)
    context.close()


def screenshots(browser, server):
    SHOTS.mkdir(exist_ok=True)
    found = pages(server)
    unseen = ("raw", "nothing", "sign in", "empty", "entry: commitment", "entry: statement", "entry: figure")
    wanted = [name for name in found if name not in unseen]
    for scheme, width, names in (("light", 1100, wanted), ("dark", 1100, ["series"]), ("light", 360, ["timeline"])):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        for name in names:
            page.goto(server.address + found[name])
            if name == "timeline" and width > 400:
                page.goto(server.address + "/timeline#drawing")
            ending = "-dark" if scheme == "dark" else "-narrow" if width < 400 else ""
            page.screenshot(path=SHOTS / f"{name.replace(':', '').replace(' ', '-')}{ending}.png")
        context.close()


def api(server):
    told = [str(pathlib.Path(sys.executable).parent / "st"), "--config-file", str(ROOT / ".ci" / "page.toml"), "run", str(ROOT / "docs" / "openapi.json"), "--url", server.address,
            "--checks", "all", "--max-examples", "15", "--seed", "20311", "--workers", "1", "--suppress-health-check", "all",
            "--generation-database", "none"]
    done = subprocess.run(told, capture_output=True, text=True, cwd=FOLDER)
    if done.returncode:
        print(done.stdout[:12000], done.stderr[-2000:])
    check("api", "schemathesis finds no failure", done.returncode == 0)


FLOWS = (series_to_sentence, correct_and_undo, merge_names, queue, add_what_was_missed, filter_and_print)


def browse(browser, reports, flows):
    server = Server(reports)
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    page.set_default_timeout(15_000)
    for flow in flows:
        flow(page, server)
    page.close()
    server.end()


def main():
    examples, seeds = ROOT / "examples" / "reports", ROOT.parent / "shared" / "seeds"
    only = next((one.removeprefix("--only=") for one in sys.argv if one.startswith("--only=")), "")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        if RENEW:
            return screenshots(browser, Server(examples))
        if only in ("", "pages"):
            every_page(browser, Server(examples))
        if only in ("", "flows"):
            browse(browser, examples, FLOWS)
            without_script(browser, Server(examples))
            if seeds.exists():
                browse(browser, seeds, FLOWS)
        browser.close()
    if only in ("", "api"):
        api(Server(examples))


if __name__ == "__main__":
    main()
