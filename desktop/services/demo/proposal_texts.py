"""What the proposals of the practice county say: put together for each from the words of resources/practice/proposal_words.tsv."""
from __future__ import annotations

import random
from dataclasses import dataclass

from desktop.services.demo.county import Line, table, words

ENDINGS = ("提案", "提案", "提案", "建议", "建议", "意见")
OPENINGS = (
    "入冬以来，提案者先后走访{place}的{n}个村（社区），与{m}户群众和经营者座谈。",
    "今年调研期间，提案者查阅了近三年的有关资料，并在{place}召开了{k}次座谈会。",
    "在联系界别群众活动中，{m}位群众反映了这方面的情况，其中{place}的群众意见较为集中。",
    "根据界别活动组在{place}开展的专题调研，结合{m}份问卷的结果，现提出以下情况和建议。",
    "委员工作室接待日中，{place}的{n}位村干部和{k}位企业负责人先后谈到这一问题。",
    "去年以来，提案者持续关注此事，实地查看了{place}等{n}处现场，并与主管部门交换了意见。")
BETWEEN = ("主要问题有：", "存在的困难主要是：", "群众反映比较集中的问题有：", "从走访情况看，还有以下不足：")
CLOSING = ("以上问题如不及时解决，将影响群众的获得感和全县发展大局。", "这项工作牵涉面广，需要部门和乡镇形成合力。",
           "外地已有成熟做法，我县具备先行先试的条件。", "")
PROBLEM_MARKS = ("一是", "二是", "三是", "四是")


@dataclass(frozen=True)
class Text:
    """One proposal as its writer would have typed it."""
    subject: str
    name: str
    category: str
    body: str
    suggestions: tuple[str, ...]
    host: str
    assists: tuple[str, ...]


def subjects(source: random.Random, count: int) -> list[Line]:
    """`count` subjects; each comes up about as often as any other."""
    found: list[Line] = []
    while len(found) < count:
        found += source.sample(table("proposal_words"), len(table("proposal_words")))
    return found[:count]


def write(source: random.Random, line: Line, taken: set[str]) -> Text:
    """A title that is not `taken`, a body of its own numbers and places, three to five suggestions."""
    places = [t["乡镇"] for t in table("townships")]
    name = title(source, line, places)
    while name in taken:
        name = title(source, line, places)
    place = next((p for p in places if p in name), source.choice(places))
    opening = source.choice(OPENINGS).format(place=place, n=source.randint(3, 12), m=source.randint(18, 160), k=source.randint(2, 6))
    problems = source.sample(line["问题"].split("|"), source.randint(2, 3))
    listed = "；".join(f"{mark}{text}" for mark, text in zip(PROBLEM_MARKS, problems, strict=False))
    body = "\n".join(filter(None, (f"{line['情况']}。{opening}", f"{source.choice(BETWEEN)}{listed}。", source.choice(CLOSING))))
    every = line["建议"].split("|")
    chosen = sorted(source.sample(range(len(every)), source.randint(3, len(every))))
    assists = words(line["会办"])
    return Text(line["对象"], name, line["类别"], body, tuple(f"{every[n]}。" for n in chosen), line["主办"],
                tuple(source.sample(assists, source.randint(0, len(assists)))))


def title(source: random.Random, line: Line, places: list[str]) -> str:
    verb, subject = source.choice(words(line["动词"])), line["对象"]
    place = source.choice(places) if line["地域"] == "是" and source.random() < 0.45 else source.choice(("", "", "我县"))
    adverb = source.choice(("", "", "进一步", "切实")) if not place else ""
    return f"关于{adverb}{verb}{place}{subject}的{source.choice(ENDINGS)}"
