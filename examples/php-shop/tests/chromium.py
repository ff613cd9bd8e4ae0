"""A headless Chromium, driven through the pipe of its DevTools protocol: no packages.

with Chromium() as browser:
    browser.open("http://127.0.0.1:8090/")
    browser.click("a.brand")
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_S = 30
LOUD = ("error", "warning")
OPTIONS = """--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage
--hide-scrollbars --remote-debugging-pipe --lang=en""".split()


class Chromium:
    def __enter__(self):
        program = next(filter(None, map(shutil.which, NAMES)), None)
        if program is None:
            raise SystemExit("chromium is not installed")
        self.profile = tempfile.mkdtemp(prefix="shop-browser-")
        to_browser, self.out = os.pipe()
        self.back, from_browser = os.pipe()
        # The protocol is spoken on the descriptors 3 and 4.
        command = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, program, *OPTIONS, f"--user-data-dir={self.profile}"],
            pass_fds=(to_browser, from_browser),
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.rest, self.events, self.faults = 0, b"", [], []
        self._attach()
        return self

    def __exit__(self, *_):
        try:
            self._say("Browser.close", session=False)
            self.process.wait(10)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.out)
        os.close(self.back)
        shutil.rmtree(self.profile, ignore_errors=True)

    def _attach(self):
        self.session = None
        target = self._say("Target.createTarget", url="about:blank")["targetId"]
        self.session = self._say("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._say(domain + ".enable")

    # ---- the protocol ----

    def _say(self, method, session=True, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session and self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._hear()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _hear(self):
        end = time.monotonic() + PATIENCE_S
        while b"\0" not in self.rest:
            if not select.select([self.back], [], [], max(0, end - time.monotonic()))[0]:
                raise RuntimeError("the browser does not answer")
            data = os.read(self.back, 1 << 20)
            if not data:
                raise RuntimeError("the browser is gone")
            self.rest += data
        line, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(line)
        if "method" in message:
            self._note(message["method"], message["params"])
        return message

    def _note(self, method, parameters):
        """Keep what a person would see in the console, and what the page waits for."""
        self.events.append(method)
        if method == "Runtime.exceptionThrown":
            self.faults.append(parameters["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in LOUD:
            self.faults.append(str(parameters["args"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in LOUD:
            entry = parameters["entry"]
            self.faults.append(entry["text"] + " " + entry.get("url", ""))

    def _loaded(self, act):
        """Do something that loads a page, and wait until it is there."""
        self.events.clear()
        act()
        end = time.monotonic() + PATIENCE_S
        while "Page.loadEventFired" not in self.events:
            if time.monotonic() > end:
                raise RuntimeError("the page does not load")
            self._hear()

    # ---- what a visitor does ----

    def open(self, address):
        self._loaded(lambda: self._say("Page.navigate", url=address))

    def run(self, script):
        """The value of an expression in the page."""
        answer = self._say("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            fault = answer["exceptionDetails"]["exception"]["description"]
            raise RuntimeError(f"{script}: {fault}")
        return answer["result"].get("value")

    def click(self, selector):
        """Press where the middle of the first such element is, as a hand would."""
        where = self.run(
            f"""(() => {{ const e = document.querySelector({json.dumps(selector)});
            e.scrollIntoView({{block: 'center', behavior: 'instant'}});
            const r = e.getBoundingClientRect();
            return [r.x + r.width / 2, r.y + r.height / 2]; }})()"""
        )
        mouse = {"x": where[0], "y": where[1], "button": "left", "clickCount": 1}

        def press():
            for sort in ("mousePressed", "mouseReleased"):
                self._say("Input.dispatchMouseEvent", type=sort, **mouse)

        self._loaded(press)

    def type(self, selector, text):
        self.run(f"document.querySelector({json.dumps(selector)}).select()")
        self._say("Input.insertText", text=text)

    def texts(self, selector):
        every = f"[...document.querySelectorAll({json.dumps(selector)})]"
        return self.run(f"{every}.map(e => e.innerText.trim())")

    def width(self, pixels, height=844):
        phone = pixels < 600
        self._say(
            "Emulation.setDeviceMetricsOverride",
            width=pixels,
            height=height,
            deviceScaleFactor=2 if phone else 1,
            mobile=phone,
        )

    def picture(self, path, top=0, most=100_000):
        size = self._say("Page.getLayoutMetrics")["cssContentSize"]
        height = min(size["height"] - top, most)
        clip = {"x": 0, "y": top, "width": size["width"], "height": height, "scale": 1}
        whole = {"clip": clip, "captureBeyondViewport": True}
        answer = self._say("Page.captureScreenshot", **whole)
        with open(path, "wb") as file:
            file.write(base64.b64decode(answer["data"]))
