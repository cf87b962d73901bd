"""The words of the page in Chinese and English; nothing else of the page speaks, but for rag/stamp/spoken.py.

`texts(language)` gives one frozen object, so a text that one language lacks is a type error and not a hole in the page.
Fields with {braces} are templates for `str.format`. Not here: the answers, which follow the question's language.
"""

from __future__ import annotations

from dataclasses import dataclass

from rag.records import AskedStance, Aspect, Language, Stance
from ui.choices import Field

PRODUCT = "报告问答 · baogao"


@dataclass(frozen=True, kw_only=True)
class Texts:
    """Everything the page says in one language."""

    lang: str
    """BCP 47, for the lang attribute."""

    # Header
    tagline: str
    reports_loaded: str
    more_regions: str
    column_title: str
    column_date: str
    column_speaker: str
    unknown: str
    inferred: str
    no_reports: str
    language: str
    new_chat: str

    # Before the first question
    welcome: str
    welcome_more: str

    # Asking
    question: str
    placeholder: str
    send: str
    stop: str
    hint: str
    backend: str
    extractive: str
    not_ready: str
    no_key: str
    not_running: str
    not_fit: str

    # Answering
    searching: str
    writing: str
    stopped: str
    stopped_early: str
    error: str
    error_more: str
    error_again: str
    unexpected: str

    # What was understood
    understood: str
    place: str
    year_asked: str
    target_or_result: str
    added_terms: str
    other_place: str
    other_year: str
    other_stance: str
    other_terms: str
    labelled: str
    change: str
    current: str
    asked_again: str
    any_place: str
    any_year: str
    achieved_value: str
    target_value: str
    either_value: str
    also: str
    with_terms: str
    own_words: str
    bracketed: str

    # Beneath an answer
    year: str
    report_of: str
    no_report: str
    comma: str
    sources_link: str
    sources_link_one: str
    declined: str
    figures_checked: str
    figures_checked_one: str
    unproved: str
    seconds: str
    copy: str
    copied: str

    # Sources
    sources: str
    sources_of: str
    reading: str
    found: str
    nothing_cited: str
    no_sources: str
    source: str
    achieved: str
    target: str
    others: str
    whole_passage: str
    see_in_report: str
    original: str
    back: str
    latest: str

    # Comparison
    view_ask: str
    view_compare: str
    indicator: str
    aspect: str
    any_aspect: str
    level: str
    added: str
    cumulative: str
    growth: str
    share: str
    rank: str
    places: str
    years: str
    compare: str
    open_compare: str
    no_indicator: str
    unknown_indicator: str
    sound_alike: str
    nothing_told: str
    year_column: str
    target_column: str
    result_column: str
    gap_column: str
    not_told: str
    met: str
    missed: str
    save_csv: str
    save_markdown: str
    chart_of: str
    back_table: str
    differs: str
    none_differs: str

    @property
    def spoken(self) -> Language:
        """The language of these words, as answers have it."""
        return "zh" if self.lang.startswith("zh") else "en"

    def stance(self, stance: Stance) -> str:
        """Name what a passage does; empty for neither."""
        return {"achieved": self.achieved, "target": self.target, "other": ""}[stance]

    def asked_stance(self, stance: Stance | AskedStance) -> str:
        """Name what a question asks for."""
        return {"achieved": self.achieved_value, "target": self.target_value}.get(stance, self.either_value)

    def aspects(self) -> list[tuple[str, str]]:
        """List what of an indicator can be compared, as (label, value); "" leaves it to the indicator's name."""
        aspects: dict[Aspect, str] = {
            "level": self.level,
            "added": self.added,
            "cumulative": self.cumulative,
            "growth": self.growth,
            "share": self.share,
            "rank": self.rank,
        }
        return [(self.any_aspect, ""), *((label, aspect) for aspect, label in aspects.items())]

    def field(self, field: Field) -> str:
        """Name what a chip tells."""
        names: dict[Field, str] = {
            "place": self.place,
            "year": self.year_asked,
            "stance": self.target_or_result,
            "terms": self.added_terms,
        }
        return self.labelled.format(label=names[field])

    def other(self, field: Field) -> str:
        """Say what can be chosen beneath a chip."""
        others: dict[Field, str] = {
            "place": self.other_place,
            "year": self.other_year,
            "stance": self.other_stance,
            "terms": self.other_terms,
        }
        return others[field]

    def span_of_years(self, years: tuple[int, ...]) -> str:
        """Write years shortly: 2024年, 2016–2020年; empty for none.

        Args:
            years: ascending.

        """
        if not years:
            return ""
        runs = f"{years[0]}–{years[-1]}" if years[-1] - years[0] == len(years) - 1 else self.comma.join(map(str, years))
        return self.year.format(year=years[0] if len(years) == 1 else runs)


ZH = Texts(
    lang="zh-CN",
    tagline="答案与原文并列，数字逐一核对",
    reports_loaded="已载入 {n} 份报告",
    more_regions="另有 {n} 地",
    column_title="报告",
    column_date="日期",
    column_speaker="报告人",
    unknown="未注明",
    inferred="推断",
    no_reports="还没有载入报告。请先运行 baogao index 建立索引，再重新打开本页。",
    language="语言",
    new_chat="新对话",
    welcome="向政府工作报告提问",
    welcome_more="每个答案都附原文段落，点 [1] 即可查看出处；报告里没有的，会直接说没有。",
    question="问题",
    placeholder="输入问题，写明地区和年份",
    send="发送",
    stop="停止",
    hint="Enter 发送，Shift+Enter 换行。可以接着追问：那2025年呢？",
    backend="作答方式",
    extractive="原文摘录（不用大模型）",
    not_ready="{name}：{reason}",
    no_key="未设置 {variable}",
    not_running="未启动",
    not_fit="密钥或地址有误",
    searching="正在查找相关段落",
    writing="找到 {n} 个相关段落，正在作答",
    stopped="已停止，以上答案不完整。",
    stopped_early="已停止。",
    error="这个问题没有答成",
    error_more="问题已放回输入框，可以直接重试。",
    error_again="可以在原来的答案下重新选择，再问一次。",
    unexpected="程序出错，详情见运行日志。",
    understood="理解为",
    place="地区",
    year_asked="年份",
    target_or_result="目标或完成",
    added_terms="补充的说法",
    other_place="换个地区再问",
    other_year="换个年份再问",
    other_stance="问目标还是完成",
    other_terms="是否加上报告的说法",
    labelled="{label}：",
    change="，可更改",
    current="（当前）",
    asked_again="改为 {reading}",
    any_place="地区不限",
    any_year="年份不限",
    achieved_value="完成值",
    target_value="目标值",
    either_value="目标与完成",
    also="也查 {terms}",
    with_terms="加上报告的说法",
    own_words="只按原话查找",
    bracketed="（{text}）",
    year="{year}年",
    report_of="{year}年报告",
    no_report="{place}（没有报告）",
    comma="、",
    sources_link="{n} 处来源",
    sources_link_one="1 处来源",
    declined="报告中没有",
    figures_checked="{n} 个数字已与引文核对",
    figures_checked_one="1 个数字已与引文核对",
    unproved="没有引文支持",
    seconds="{seconds} 秒",
    copy="复制",
    copied="已复制",
    sources="来源",
    sources_of="第 {n} 问的来源",
    reading="正在阅读这些段落",
    found="找到的段落",
    nothing_cited="报告中没有可以作为答案的段落，因此没有引用。",
    no_sources="这一问没有来源。",
    source="来源",
    achieved="完成情况",
    target="目标计划",
    others="其他相关段落",
    whole_passage="显示全段",
    see_in_report="在报告中查看",
    original="报告原文",
    back="回到答案",
    latest="回到最新一问",
    view_ask="问答",
    view_compare="比较",
    indicator="指标（可直接输入）",
    aspect="比什么",
    any_aspect="自动",
    level="数额",
    added="新增",
    cumulative="累计",
    growth="增速",
    share="比重",
    rank="位次",
    places="地区（不选即全部）",
    years="年份（不选即全部）",
    compare="比较",
    open_compare="在比较中打开",
    no_indicator="请选择或输入一个指标。",
    unknown_indicator="没有一份报告有“{indicator}”的数字。",
    sound_alike="名称相近的有：",
    nothing_told="所选的地区和年份里，没有“{indicator}”的这类数字。",
    year_column="年份",
    target_column="目标",
    result_column="结果",
    gap_column="结果减目标（计算）",
    not_told="未提",
    met="达到",
    missed="未达到",
    save_csv="下载 CSV",
    save_markdown="下载 Markdown",
    chart_of="图表：{title}。",
    back_table="回到表格",
    differs="各报告说法不一的数字",
    none_differs="没有两份报告对同一数字说法不一。",
)

EN = Texts(
    lang="en",
    tagline="Answers beside the original text, every figure checked",
    reports_loaded="{n} reports loaded",
    more_regions="{n} more places",
    column_title="Report",
    column_date="Date",
    column_speaker="Speaker",
    unknown="not stated",
    inferred="inferred",
    no_reports="No report is loaded yet. Run baogao index to build the index, then open this page again.",
    language="Language",
    new_chat="New chat",
    welcome="Ask the government work reports",
    welcome_more="Every answer comes with its source paragraphs: click [1] to see them. "
    "What the reports do not say is said plainly.",
    question="Question",
    placeholder="Ask about a place and a year",
    send="Send",
    stop="Stop",
    hint="Enter sends, Shift+Enter breaks the line. Ask on: “What about 2025?”",
    backend="Answered by",
    extractive="Excerpts (no LLM)",
    not_ready="{name}: {reason}",
    no_key="{variable} is not set",
    not_running="not running",
    not_fit="key or address is wrong",
    searching="Looking for passages",
    writing="{n} passages found, writing the answer",
    stopped="Stopped: the answer above is incomplete.",
    stopped_early="Stopped.",
    error="This question could not be answered",
    error_more="Your question is back in the box; you can send it again.",
    error_again="Choose again beneath the earlier answer to ask once more.",
    unexpected="Something went wrong; the log of the program has the details.",
    understood="Understood as",
    place="Place",
    year_asked="Year",
    target_or_result="Target or result",
    added_terms="Added terms",
    other_place="Ask again of another place",
    other_year="Ask again of another year",
    other_stance="Ask again for a target or a result",
    other_terms="Search with the reports' own terms?",
    labelled="{label}: ",
    change=", change",
    current=" (current)",
    asked_again="changed to {reading}",
    any_place="any place",
    any_year="any year",
    achieved_value="result",
    target_value="target",
    either_value="target and result",
    also="also {terms}",
    with_terms="With the reports' terms",
    own_words="My own words only",
    bracketed=" ({text})",
    year="{year}",
    report_of="report of {year}",
    no_report="{place} (no report)",
    comma=", ",
    sources_link="{n} sources",
    sources_link_one="1 source",
    declined="Not in the reports",
    figures_checked="{n} figures checked against the sources",
    figures_checked_one="1 figure checked against the sources",
    unproved="no source supports this",
    seconds="{seconds} s",
    copy="Copy",
    copied="Copied",
    sources="Sources",
    sources_of="Sources of question {n}",
    reading="Reading these passages",
    found="Passages found",
    nothing_cited="No passage of the reports answers this, so none is cited.",
    no_sources="This question has no sources.",
    source="Source",
    achieved="Results",
    target="Targets",
    others="Other passages found",
    whole_passage="Show the whole passage",
    see_in_report="See it in the report",
    original="Original text of the report",
    back="Back to the answer",
    latest="Back to the latest question",
    view_ask="Ask",
    view_compare="Compare",
    indicator="Indicator (or type one)",
    aspect="What of it",
    any_aspect="auto",
    level="amount",
    added="added",
    cumulative="cumulative",
    growth="growth",
    share="share",
    rank="rank",
    places="Places (none: all)",
    years="Years (none: all)",
    compare="Compare",
    open_compare="Open in Compare",
    no_indicator="Choose or type an indicator.",
    unknown_indicator="No report holds a figure of “{indicator}”.",
    sound_alike="Names that sound alike:",
    nothing_told="For these places and years, no report holds such a figure of “{indicator}”.",
    year_column="Year",
    target_column="Target",
    result_column="Result",
    gap_column="Result − target (computed)",
    not_told="not told",
    met="met",
    missed="missed",
    save_csv="Download CSV",
    save_markdown="Download Markdown",
    chart_of="Chart: {title}.",
    back_table="Back to the table",
    differs="Figures that reports tell differently",
    none_differs="No two reports tell the same figure differently.",
)

_TEXTS: dict[Language, Texts] = {"zh": ZH, "en": EN}


def texts(language: Language) -> Texts:
    """Give the page's words in a language."""
    return _TEXTS[language]


def preferred(accept_language: str) -> Language:
    """Choose the page's language from a browser's Accept-Language header: Chinese if it comes before English.

    Args:
        accept_language: such as "zh-CN,zh;q=0.9,en;q=0.8"; an empty one gives Chinese, the language of the reports.

    """
    for choice in accept_language.lower().split(","):
        if choice.strip().startswith("zh"):
            return "zh"
        if choice.strip().startswith("en"):
            return "en"
    return "en" if accept_language.strip(" *") else "zh"
