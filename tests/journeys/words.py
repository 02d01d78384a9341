"""What the person of these journeys answers, step by step, in words that are hard on a program.

Ten made-up words stand in ten kinds of places, so that it can be seen where they get to.
"""

from collections.abc import Mapping
from typing import Final

from regret_tui.domain.exercise import Step, StepKind
from regret_tui.domain.walk import Walk

PASSPHRASE: Final = "hennaquay lamp seven quiet"
TITLE: Final = "the zarnbeck lake 湖 [/bold]"
PARAGRAPH: Final = (
    "In March I hid the phone in the ulmgrove drawer, under the winter gloves, and told myself"
    " that it was for one week. It was two months. Every evening I waited until the light under"
    " the door went out, and then I read everything again, slowly, as if reading could make it"
    " smaller. When I was asked whether something was wrong I said that work was loud this year,"
    " which was true, and which was not the answer. On the second Sunday the screen lit up on the"
    " kitchen table while we were eating. Nobody spoke. I turned it over, and I made a joke about"
    " the weather, and I saw that the joke was understood. After that I put it back into the"
    " drawer and did not take it out for nine days. On the tenth day I did. I am writing this"
    " down because I have told it so often inside my head that it has become round, and I would"
    " like to see its edges once."
)
"""A hundred and fifty words, without a break."""
SEEN: Final = f"{PARAGRAPH}\n\n/ a line that begins with a slash, [b]not bold[/b]\n终于 at the end"
LIVED_ONE: Final = "Last week I said no to a thing, and said why. [/] It took a minute."
COST: Final = "I know that it cost nine days of sleep. I guess it cost her the summer."
DRAFTED: Final = "The hour at the ostwhim table, when I turned it ov"
"""What stands on the page when the program is killed."""
PART: Final = f"{DRAFTED}er and made the joke instead of answering."
HAPPENED: Final = "I said that the trip was for work, and I went on saying it."
SENTENCE: Final = "I hid the messages for two months [/] 💔 كتمتُ الرسائل"
AGREED: Final = "I hid them, and I will say it on Friday {value} 我会说"
OWN_VALUE: Final = "pelldrift 光"
OWN_FEELING: Final = "krauvel [/"
CROSSED_OWN: Final = "being plain brindlow"
WORDS: Final = {
    "title": "zarnbeck",
    "page text": "ulmgrove",
    "line": "tavrille",
    "list": "ommerset",
    "own value": "pelldrift",
    "own feeling": "krauvel",
    "own word of a pick": "brindlow",
    "draft that was cut off": "ostwhim",
    "words that were taken back": "qualmere",
    "passphrase": "hennaquay",
}
"""The ten words, by the kind of place they stand in."""

_FRIDAY: Final = "2026-11-27"
_ANSWERS: Final[Mapping[str, object]] = {
    "begin.hard": 4,
    "begin.title": TITLE,
    "gate.own": "yes",
    "gate.other": "yes",
    "gate.marks": [],
    "name.before": 4,
    "name.kind": "hid",
    "name.seen": SEEN,
    "name.part": PART,
    "name.body": "chest, tight, tavrille",
    "name.feelings": ["guilt", "longing", OWN_FEELING],
    "name.belief": "I am [not] worth it",
    "name.sure": 60,
    "name.wanted": "To say it at the table 🫖, before the soup was cold.\nאמרתי את האמת",
    "name.sentence": SENTENCE,
    "name.after": 5,
    "values.lived_one": LIVED_ONE,
    "values.older": "Someone who answered at the table 👩‍👩‍👧 and stayed.",
    "twovoice.before": 5,
    "twovoice.believe_carries": 70,
    "twovoice.believe_answers": 30,
    "twovoice.happened": HAPPENED,
    "twovoice.cost": COST,
    "twovoice.fears": "That I would do it again, [red]worse[/red], and nobody would know.",
    "twovoice.again": 6,
    "twovoice.accepts": "It accepts the two months. They happened. 两个月",
    "twovoice.as_said": "The drawer, the joke, the nine days.",
    "twovoice.mine": "I chose the drawer. I knew what the joke was for.",
    "twovoice.not_mine": "That work was loud. That nobody had taught me how to begin.",
    "twovoice.hurt": "Being afraid to be sent away. (Everyone is.)",
    "twovoice.not_smaller": "The evening at the table & what it did; <b>all of it</b>.",
    "twovoice.need": "1. To be wanted.\n2. To rest.\n# and no heading",
    "twovoice.differently": "In May, with my brother: I said it the same day.",
    "twovoice.intends": "To say the two sentences I have written here.",
    "twovoice.intends_day": _FRIDAY,
    "twovoice.softens": "It keeps the act. It puts down the name. 👍🏽",
    "twovoice.promise": "When it is loud I will `stop` and say so * honestly *",
    "twovoice.agreed": AGREED,
    "twovoice.believed_carries": 50,
    "twovoice.believed_answers": 40,
    "twovoice.watch": "yes",
    "twovoice.watches": "One spoke fast. One waited, and wrote. ---",
    "twovoice.after": 4,
    "align.served": "to be wanted $x$ ~~not~~",
    "align.decision": "whether to speak before the holidays",
    "align.smallest": "Put the phone on the shelf in the hall each evening at nine.",
    "align.day": _FRIDAY,
    "align.where": "in the hall, by the coats",
    "align.obstacle": "being tired; |the sofa|",
    "align.step": "On Friday, at nine, in the hall, I will put it on the shelf.",
    "arrive.before": 5,
    "arrive.what": "pass",
    "arrive.body_too": "no",
    "arrive.after": 3,
    "arrive.what_helped": "the cold window 🪟",
    "arrive.then": "on",
    "support.people": ["M., two doors down", "ommerset, after six"],
    "support.region": "ie",
    "support.steadies": ["the kettle", "walking to the corner"],
    "support.professional": "Dr. A. [/]",
    "support.away": ["the second bottle"],
}
"""By exercise and step. What is not here follows from what was answered before."""


def answer_to(walk: Walk, cards: list[str]) -> object:
    """Return what is answered to the step that is asked.

    Args:
        walk: where the person is.
        cards: the value cards of the prompts, in order.
    """
    step = walk.step
    assert step is not None
    found = _ANSWERS.get(f"{walk.exercise.id}.{step.id}", _ANSWERS)
    if step.id == "crossed":
        return [walk.items[0], CROSSED_OWN]
    return _worked_out(step, walk, cards) if found is _ANSWERS else found


def _worked_out(step: Step, walk: Walk, cards: list[str]) -> object:
    match step.kind:
        case StepKind.SAY | StepKind.PRACTICE:
            return None
        case StepKind.DECK:
            chosen = {cards[0]: "very", cards[1]: "very", cards[2]: "somewhat", OWN_VALUE: "very"}
            return {**chosen, **dict.fromkeys(cards[3:], "not")}
        case StepKind.PICK:
            return list(walk.items[: step.most])
        case StepKind.RATE:
            return {
                item: {
                    field.id: field.options[(at + place) % len(field.options)].id
                    if field.options
                    else 9 - at - 2 * place
                    for place, field in enumerate(step.fields)
                }
                for at, item in enumerate(walk.items)
            }
    raise AssertionError(f"nothing is answered to {walk.exercise.id}.{step.id}")


def sentences() -> list[str]:
    """Return every line of every text that is written on a page of the core path."""
    written: list[str] = []
    for name, value in _ANSWERS.items():
        if name.partition(".")[0] in ("name", "values", "twovoice", "align"):
            texts = value if isinstance(value, list) else [value]
            written += [text for text in texts if isinstance(text, str) and " " in text]
    return [line for text in written for line in text.splitlines() if line.strip()]
