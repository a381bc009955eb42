"""发言转提案: a speech becomes a new proposal, or is tied to one that is there; one text has one home (office.md 2)."""
from __future__ import annotations

from desktop.fields.refused import Refused
from desktop.models.person import Person
from desktop.models.speech import Speech
from desktop.services import speeches
from desktop.services.proposals import intake, register, similar
from desktop.services.proposals.checking import settled
from desktop.services.store import Store

INTO = "提案"
LIKELY = 10


def offered(store: Store, record: str) -> dict[str, str]:
    """The proposals that a speech may have become, as words -> id: those most like it first, then all, the newest first."""
    near = [found.id for found in similar.of(store, record, LIKELY, "Speech") if found.noun == "Proposal"]
    rows = {r["id"]: r for r in register.listed(store)}
    ordered = [rows[i] for i in dict.fromkeys([*near, *rows]) if i in rows]
    return {f"{r['session']} {r['mark'] or '流水号' + str(r['serial'])} {r['name']}": r["id"] for r in ordered}


def new(store: Store, record: str) -> str:
    """A proposal with the speech's title, text and speaker, in one step; returns its id."""
    today = store.today()
    with store.operation("发言转作提案") as session:
        speech = session.get(Speech, record)
        if speech is None:
            raise Refused("这篇发言已被删除，没有改动。")
        speeches.may_turn(speech, INTO)
        speaker = session.get(Person, speech.person_id) if speech.person_id else None
        if speaker is None and not speech.unit:
            raise Refused("这篇发言没有登记发言人，也没有代表单位，不知道是谁的提案，没有改动。请先补上再转。")
        title = speech.name if speech.name.startswith("关于") else f"关于{speech.name}"
        name = title if title.endswith((INTO, "建议")) else f"{title}的提案"
        proposal = intake.enter(session, {"name": name, "sponsors": speaker.name if speaker else speech.unit, "received": today,
                                          "body": speech.text, "note": f"由发言《{speech.name}》转来"}, None, today)
        settled(session, today, [proposal.id])
        speech.turned, speech.turned_id = INTO, proposal.id
        return proposal.id
