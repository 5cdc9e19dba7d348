"""Starts the workbook as it was installed, opens a page of it, and stops it.

python visitor.py STARTER PAGE     prints what the starter says, and then what the page is
"""

from __future__ import annotations

import re
import subprocess
import sys
from http.cookiejar import CookieJar
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener


def main(starter: str, page: str) -> None:
    started = subprocess.Popen(
        [starter, "--no-browser", "--port", "0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        for line in started.stdout or ():
            sys.stdout.write(line)
            if link := re.search(r"http://\S+", line):
                visitor = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
                visitor.open(link[0]).read()
                with visitor.open(urljoin(link[0], page)) as answer:
                    sys.stdout.write(f"{answer.status} {answer.read().decode()}")
                break
    finally:
        started.terminate()
        started.communicate()


if __name__ == "__main__":
    main(*sys.argv[1:])
