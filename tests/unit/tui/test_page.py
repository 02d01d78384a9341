"""The page to write on, in an app of nothing else."""

import asyncio

from textual.app import App, ComposeResult
from textual.containers import Vertical

from regret_tui.tui.widgets.page import Page


class _TakesItsTime(Vertical):
    """Is still being taken away when what it held is gone already, as happens under load."""

    def __init__(self) -> None:
        super().__init__()
        self.goes_on = asyncio.Event()

    async def on_unmount(self) -> None:
        await self.goes_on.wait()


class _Desk(App[None]):
    def compose(self) -> ComposeResult:
        with _TakesItsTime():
            yield Page("the lake")


async def test_a_page_that_is_painted_while_it_is_taken_away_does_not_end_the_program() -> None:
    app = _Desk()
    async with app.run_test() as pilot:
        await pilot.pause()
        holder, page = app.query_one(_TakesItsTime), app.query_one(Page)
        removal = holder.remove()
        try:
            while page.is_attached:
                await asyncio.sleep(0.01)
            page._rich_style_cache.clear()  # as a change of its looks does, like losing the focus
            assert page in app.screen._compositor.visible_widgets
            drawn = app.screen._compositor.render_strips()
        finally:
            holder.goes_on.set()
        await removal
    assert "the lake" not in "".join(strip.text for strip in drawn)
