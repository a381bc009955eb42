"""Long work: its result, its failure, and a cancel that leaves nothing behind."""
from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from desktop.services.progress import Progress
from desktop.views.widgets.jobs import Job, JobBar


def test_the_result_arrives_in_the_window(qtbot: QtBot) -> None:
    main, where = threading.current_thread(), []

    def work(progress: Progress) -> int:
        where.append(threading.current_thread())
        progress(1, 1)
        return 168

    job = Job(work)
    job.finished.connect(lambda _result: where.append(threading.current_thread()))
    with qtbot.waitSignals([job.advanced, job.finished, job.ended]):
        job.start()
    assert where[0] is not main and where[1] is main


def test_a_failure_is_handed_on(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise ValueError("坏了")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as told:
        job.start()
    assert told.args is not None and str(told.args[0]) == "坏了"


def test_cancelling_stops_inside_progress(qtbot: QtBot) -> None:
    under_way, done, ended = threading.Event(), [], []

    def work(progress: Progress) -> str:
        number = 0
        while True:
            progress(number, 10_000_000)
            under_way.set()
            done.append(number)
            number += 1

    bar = JobBar()
    qtbot.addWidget(bar)
    job = Job(work)
    job.finished.connect(lambda _result: ended.append("finished"))
    job.failed.connect(lambda _error: ended.append("failed"))
    job.cancelled.connect(lambda: ended.append("cancelled"))
    with qtbot.waitSignal(job.ended):
        bar.watch(job, "正在写入名单")
        assert bar.isVisible()
        assert under_way.wait(10)
        bar._stop.click()
    assert ended == ["cancelled"]
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_thousands_of_steps_send_few_signals_and_the_last_one(qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []

    def work(progress: Progress) -> None:
        for number in range(1, 50_001):
            progress(number, 50_000)

    job = Job(work)
    job.advanced.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert steps[-1] == (50_000, 50_000) and len(steps) < 5_000
