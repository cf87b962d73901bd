from __future__ import annotations

import pytest

from rag.reading.troubles import troubles


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "也要看到，我镇发展还有不少短板，主要是：产业单一，路不好走，人才不够。我们一定逐项解决。",
            ["产业单一", "路不好走", "人才不够"],
        ),
        (
            "同时，我们也清醒认识到，产业层次还不高，链条偏短；学位仍有缺口；干部作风还要加强，等等。",
            ["产业层次还不高，链条偏短", "学位仍有缺口", "干部作风还要加强"],
        ),
        (
            "成绩来之不易。我们也看到，老问题仍然不少。主要是：财力偏弱，债务较重。停车难没有缓解。对这些问题，我们将抓紧解决。",
            ["财力偏弱，债务较重", "停车难没有缓解"],
        ),
        ("我们清醒看到，全县还面临不少挑战。\n路网不密；学校不足。\n二、今年工作", ["路网不密", "学校不足"]),
    ],
)
def test_troubles_are_told_one_by_one(text: str, items: list[str]) -> None:
    """Sentences, parts between semicolons or clauses behind the announcement, up to what is promised."""
    told = troubles(text)

    assert told
    assert [text[slice(*span)] for span in told.items] == items


@pytest.mark.parametrize(
    "text", ["着力解决群众关心的问题。新建学校3所。改造道路5条。", "我们看到，全镇面貌焕然一新，路通了，水清了。"]
)
def test_what_is_done_about_problems_is_no_trouble(text: str) -> None:
    """A report owns up to nothing where it tells what was done, or what went well."""
    assert troubles(text) is None
