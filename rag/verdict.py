"""Tell whether a passage bears a statement out: a yes/no question or a premise + a window of clauses → agrees or not.

The words that cover the question were found already (fit.py); what decides here is what turns the answer round: another
figure, the opposite movement, another rank, session or grade, a plan where a result is asked about, a beginning where an
end is, a part where the whole is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.english.claims import claimed_figures, claims
from rag.figures.extract import RANK, FigureSpan, figures, same, unit_kind
from rag.moments import is_moment, moments
from rag.movement import movement, supposed
from rag.numerals import read_number
from rag.question.promised import refers_to_plan
from rag.records import Question
from rag.spelt import spelt
from rag.words import normalise, words

_CONTRASTS: tuple[tuple[str, ...], ...] = (
    ("一等", "二等", "三等", "特等"),
    ("甲等", "乙等", "丙等"),
    ("一级", "二级", "三级"),
    ("国家级", "省级", "市级", "区级", "县级"),
    ("全国", "全省", "全市", "全区", "全县"),
    ("一期", "二期", "三期"),
    ("上半年", "下半年"),
    ("东部", "西部", "南部", "北部"),
    ("I类", "II类", "III类", "IV类", "V类"),
)
GRADE = re.compile(r"(?<![A-Za-z\d])\d?A{1,5}[+-]?(?![A-Za-z])")
"""A grade in letters: 5A, AA+."""
_DONE = re.compile(
    r"已经|已(?!知)|(?:实现|达到|完成|达标)了?吗|完工|建成|[建修盖搬改办]好了|竣工|投用|投入使用|通车|上市了|开业|开通|完成了|实现了|正式|全部|落成|启用|done|finished|completed|already|in (?:operation|service|use)\b|\bopen(?:ed)?\b(?! (?:up|to)\b)",
    re.I,
)
_BEGUN = re.compile(
    r"提速(?=建设|推进|实施)|启动|开工|推进|加快|创建|争创|申报|谋划|筹[备建]|争取|力争|计划|推动|支持|拟|规划|有序|基本建成|代理|开始|起步|前期"
)
_ON_THE_WAY = re.compile(r"关键一步|[取得有了].{0,6}进展|进展顺利|即将|在建|正在|主体[^，。；]{0,2}(?:完工|封顶|完成)")
"""Not yet done, though something before it is (已…)."""
_ENDED = re.compile(r"已|建成(?!区)|竣工|投用|投入使用|通车|完工|开业|开通|启用|全部|正式|成功|获评|荣获")
_NOT = re.compile(
    r"取消|废除|尚无|无一|推迟|暂缓|延后|延期|结转|没(?!收|落)|尚未|未能|未(?:达|完成|实现)|低于预期|不及"
)
_NONE_OF_THEM = re.compile(r"(?:没有|无一?人?|未发生|未造成)(?:人员)?[一-龥]{0,2}(?:伤亡|死亡|事故)")
"""Says of what befell that nobody was hurt, and denies nothing else."""
_NEGATES = r"(?:不|未|没有?|避免|防止|杜绝|停止|禁止)"
_MORE = re.compile(
    r"超过|比[^，。？]{0,8}\d[^，。？]{0,6}[多高大快](?=了|吗|[？?]|$)|(?<![超通经度])过了?(?=[\d一二两三四五六七八九十])|高于|多于|大于|突破|以上|不低于|%多|超|\b(?:more than|over\b|above|exceed|surpass|top(?:ped)?\b(?! \w+ (?:in|district|count)))",
    re.I,
)
_LESS = re.compile(
    r"比[^，。？]{0,8}\d[^，。？]{0,6}[少低小慢](?=了|吗|[？?]|$)|低于|少于|小于|[不没未]到|未达|跌破|不足|以下|不超过|\b(?:below|under|less than)\b",
    re.I,
)
_AT_MOST = re.compile(r"以内|控制在|不超过|不高于|不多于|之内")
_REACHES = re.compile(
    r"达到|达|完成|实现|做到|突破|(?<![没只仅还拥占])有(?:没有)?(?=\d)|(?<![不没未])到(?!(?:19|20)\d\d)(?=\d)|恢复|翻番|\b(?:reach|hit\b|at least)",
    re.I,
)
_PASSED = re.compile(r"(?:超过?|突破|逾)$")
_KEEPS_DOWN = re.compile(r"[降减]|控制|压")
_BROUGHT_DOWN = re.compile(r"[降减压](?:低|少|缩|减)?到(?=[^，。？]{0,3}\d)")
"""At or below what it was to be is as good: 降到35微克了吗."""
_FROM = re.compile(r"[从由][^，。；]{0,10}$")
_TO = re.compile(r"[^，。；]{0,12}[到至为]")
FORMER = re.compile(r"原来|原先|原有|原本|之前|此前|以前|过去|曾|[合并改革]前")
"""Asks for what was before: 原先有106家的园区."""
_LEFT_BEHIND = re.compile(r"[从由][^，。；]{1,10}(?=[一-龥]{0,4}[到至为成])")
"""What was before: 由IV类 in 由IV类提升到III类."""
_AIMED = re.compile(
    r"(?:[少低慢多高快大小]于|[比距离与较]|超出?)(?:年初|预定|原定|既定)?的?(?:计划|目标|预期|承诺|任务)的?$"
)
_SHARE = re.compile(r"占|比重|一半|过半|[一二两三四五六七八九]成")
_COMES_TO = re.compile(r"(?:达到?|[到至])了?\d(?!\d{3}年)")
_IN_TENTHS = re.compile(r"[一二两三四五六七八九]成|一半")
TENTH = 10
"""Percent up to which more is told than tenths asked about: 51% for 一半."""
_LEVEL = re.compile(r"持平|不变|零增长")
_WORSE = re.compile(r"变[差坏]|恶化|退步")
_PAYS = re.compile(r"[要得需用][^，。？]{0,6}?[掏花付交](?![^，。？]{0,6}(?:多少|几))|自费|收费")
_BORNE = re.compile(r"缴费|付费|个人(?:承担|负担)|自付|报销")
_FREE = re.compile(r"免费|零自付|免除|免收|全免|不再?收")
_BETTER = re.compile(r"改善|好转|提[升高]|变好|优良|优III|达标|稳定|稳居|保持")
_ADDED = re.compile(r"新增|净增|新[建创设开]")
_ALL = re.compile(r"总[数量]|存量|累计|共")
"""Tells or asks all there are, and not what was added."""
_SUMMED = re.compile(r"^(?!.*(?:全年|当年|今年|年内|\d月)).*累计")
_AT_END = re.compile(r"截[至止]|[年月][末底]|目前|现在|至今|为止")
_GREW = re.compile(r"(?:增长|上升|提高|增加|下降|减少|回落)了?(?:约|近|超过?)?$")
_MISSED_TARGET = re.compile(r"(?:的?(?:预定|预期|年初|既定|原定|计划)?(?:目标|计划|任务))")
_HAPPENED = re.compile(r"([^，。？]{2,12}?)(?:了(?:吗|没有?|吧)|的[吗吧])")
_CAME_ABOUT = re.compile(r"(?<![排划署定入出到过])了(?:[^，。？了]{1,8}吗|吗|没有?|吧)(?=[？?]|$)")
_CONFIRMS = re.compile(r"[，,；;](?:对吗|对吧|对不对|是吗|是吧|是不是|是真的吗|没错吧|真的吗|right)?[？?吗吧]*$")
"""Only asks whether the clause before is so."""
_OF_THING = re.compile(r"的(?=[一-龥]{2})")
"""Makes what is before it a part of a name: 7月冲毁的水渠."""
_DELAYED = re.compile(r"推迟|暂缓|延后|延期")
FORMERLY = re.compile(r"(?:原定|原计划|原本|原先)[^，。；]{0,6}?(?:月|年|季度)[初中底末内]?(?:之?前)?")
"""When something was first to be: 由原定6月推后到10月."""
_SIZED = re.compile(r"(?:超过?|过|达到?)?\d[\d.]*[百千万亿]*元(?:及?以上|及?以下)?的?(?=[一-龥]{2})(?![了吗吧没左])")
"""Names things by their size: 过亿元企业, 10亿元以上项目."""
_GENERAL = re.compile(r"完成|实现|达到|做到|落实|超过|进行|取得|获得|成为|入选|获评")
OPENS = re.compile(
    r"建成|竣工|投用|完工|启用|落成|通车|投入|投产|投运|开业|营业|开放|开[馆园街诊]|运营|交付|开通|通[水气电航]|招生"
)
_SETTLES = re.compile(r"办[成完好结妥]|做完|完成|兑现|落实|实现")
"""One as good as the other of what was promised: 承诺的实事都兑现了 for 都办成了吗."""
_AHEAD = re.compile(
    r"(?<![机社议宴协])会(?![议员展])|(?<![功可性职动潜节产])能(?![源力耗量效])|(?<![已])[能要]在|[今明后]年(?:之?内|底前?|就)|(?:年内|年底前?)(?:就|能)"
)
"""Asks of what is yet to come, where nothing says that it was done: 今年就能建成吗."""
_CAME = re.compile(r"已经?(?!知)|了(?:吗|没|吧|[？?]|$)|[去前]年|过[吗没]")
_STARTS = re.compile(r"开工|动工|开建|奠基|破土")
_ANEW = re.compile(rf"{_STARTS.pattern}|启动|新建")
_UNDER_WAY = re.compile(r"前期|谋划|论证|争取|申报|筹备|规划|加快|推进|续建")
_OPENED = re.compile(rf"(?:{OPENS.pattern}|[建修盖办]好)了?的[吗吧]?(?=[？?]|$)")
"""Asks of an opening as of something that came about: 是10月开业的吗."""
_ASKS_PLAN = re.compile(r"打算|准备|安排|有[^，。？]{0,10}计划")
_WHOLE = re.compile(
    r"全部|全都|所有|全(?=[一-龥]{1,2}了[吗没吧？?]|到位)|全面(?:完成|实现|建成|覆盖|达标)|(?<![成首古])都(?!市|会|江|是[什哪]|有[什哪]|能|可以)|每一?[个条家所项]|\ball\b|\bevery\b",
    re.I,
)
_NOT_WHOLE = re.compile(rf"(?:(?<!有)没有?|未(?!来)|\bnot\b)[^，。？]{{0,3}}(?:{_WHOLE.pattern})", re.I)
_MOSTLY = re.compile(r"基本|大部分|大多|多数|mostly|largely", re.I)
_PARTLY = re.compile(r"只[^，。？]{0,8}(?:部分|一些|几)|部分了?吗")
_WHOLLY = re.compile(r"全部|全都|所有|全面|均|都|全覆盖|100%|百分之百|圆满|超额|全域|整体")
_ORDINAL = re.compile(
    r"(?:第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?!方阵|梯队|书记|时间|线|动力|资源)|(?P<first>首|头一))(?P<noun>届|次|批|期|轮|季度|产业|阶段|[位名]|[个家座条项例])?"
)
_KINDS_OF_ORDINAL = {"": "位", "名": "位", **dict.fromkeys("家座条项例", "个")}
"""What counts alike: 全国第一家 and 全国首个 are no ranks, 第一, 第一名 and 首位 are."""
_ONLY = re.compile(r"唯一|独一|仅此一|只有(?:这|它|一)|仅有一|\bonly\b", re.I)
_TOP = re.compile(r"(?<![目此以之从])前(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?![季个月年届次批期天人])")
_SCOPE = re.compile(r"(全国|全省|全市|全区|全县|世界|全球)[^，。；、]{0,6}$")
_NATIONAL = re.compile(r"全国|国家|中国")
_PROVINCIAL = re.compile(r"[一-龥]{2}省(?!外|内)|省级")
_MEASURED = re.compile(r"具体|明确|量化|硬性|确切|specific")


def contradicts(question: Question, text: str) -> bool:
    """Tell whether a window says otherwise than a question supposes.

    Args:
        question: one that states something: a yes/no question, or one with a premise.
        text: the window's words.

    """
    denied = question.kind == "yes_no" and _denied(question, spelt(claim(question)), spelt(text))
    return other_figure(question, text) or says_otherwise(question, text) or denied


def says_otherwise(question: Question, text: str) -> bool:
    """Tell whether a window has the opposite movement, another grade, rank or ordinal than a question supposes."""
    asked, text = spelt(claim(question)), spelt(text)
    return (
        _other_movement(asked, text)
        or _other_member(asked, text)
        or other_ordinal(asked, text)
        or _outside(asked, text)
    )


def other_figure(question: Question, text: str) -> bool:
    """Tell whether a window tells another figure than a question states, or rises from another to the one stated."""
    asked, in_tenths = spelt(claim(question)), bool(_IN_TENTHS.search(question.text))
    other = _other_figure(asked, stated_figures(question), spelt(text), in_tenths=in_tenths)
    return goes_otherwise(question, text) or other


def _denied(question: Question, asked: str, text: str) -> bool:
    held = _held_moments(question.text, text)
    in_time = True in held
    if in_time:
        text = _DELAYED.sub("", text)
    late = bool(held) and not in_time and None not in held
    return late or _negated(asked, text) or _not_yet(asked, text) or _unmeasured(asked, text)


def leaves_moment_open(question: Question, text: str) -> bool:
    """Tell whether a text tells too little of when something came about: 10月 where 10月20日前 is asked."""
    held = _held_moments(question.text, text)
    return None in held and True not in held


def _held_moments(asked: str, text: str) -> list[bool | None]:
    """Tell of each moment of a text whether it lies in the one that is asked about; none where not just one is."""
    asked = re.split(r"[，,；;]", _CONFIRMS.sub("", asked))[-1]
    wanted = [one for one in moments(asked) if not _OF_THING.search(asked, one.place)]
    if len(wanted) != 1:
        return []
    clauses = re.split(r"[，,；;。]", _LEFT_BEHIND.sub("", FORMERLY.sub("", text)))
    # A clause that tells only when tells it of the next.
    clauses = [before + clause if is_moment(before) else clause for before, clause in pairwise(["", *clauses])]
    if OPENS.search(asked):
        clauses = [clause for clause in clauses if OPENS.search(clause)]
    return [wanted[0].borne_out(told) for clause in clauses for told in moments(clause)]


def claim(question: Question) -> str:
    """Give the words of a question, with the Chinese for what an English one claims."""
    return f"{question.text}，{claims(question.text)}" if question.lang == "en" else question.text


def stated_figures(question: Question) -> list[FigureSpan]:
    """Give the figures that a question states, or in a question for something else takes for granted; no ranks."""
    if question.lang == "en" and question.kind in ("yes_no", "other"):
        found = claimed_figures(question.text)
    else:
        stated = question.figures if question.kind != "yes_no" else [spelt(question.text)]
        found = figures(normalise(" ".join(stated)))
    return [figure for figure in found if figure.unit != RANK]


def rests_on_movement(question: Question) -> bool:
    """Tell whether a yes/no question asks which way something went, and not whether it came to a figure."""
    counted = any(unit_kind(figure.unit) != "time" for figure in stated_figures(question))
    return question.kind == "yes_no" and bool(supposed(question.text)) and not counted


def moves_if_asked(question: Question, text: str) -> bool:
    """Tell whether a window says that something rose or fell, where that is asked."""
    return not rests_on_movement(question) or movement(text) != 0


def says_verb(question: Question, text: str) -> bool:
    """Tell whether a window speaks of what is asked to have happened: 上映了吗 is no matter of 开机拍摄."""
    return _says(_verb(question), text) is not False


def names_event(question: Question, text: str) -> bool | None:
    """Tell whether words speak of the opening or what else is asked to have happened, or to come; None where nothing is."""
    if OPENS.search(question.text):
        return bool(OPENS.search(text))
    return _says(_verb(question), text)


def asks_opening(question: Question) -> bool:
    """Tell whether it is asked whether a thing was or will be opened."""
    return question.kind == "yes_no" and bool(OPENS.search(question.text))


def _verb(question: Question) -> str:
    """Give the verb of what is asked to have happened; empty where there is none that tells."""
    import rjieba

    asked = _HAPPENED.search(question.text)
    if not asked:
        return ""
    verb, tag = rjieba.tag(asked.group(1), True)[-1]
    general = tag[:1] != "v" or len(verb) < 2 or _GENERAL.search(verb) or movement(verb)
    return "" if general and not (OPENS.search(verb) or _SETTLES.search(verb)) else verb


def _says(verb: str, text: str) -> bool | None:
    if not verb:
        return None
    if OPENS.search(verb):
        return bool(OPENS.search(text))
    settled = bool(_SETTLES.search(verb) and _SETTLES.search(text))
    return settled or any(sign in text for sign in verb)


def tells_pay(question: Question, text: str) -> bool:
    """Tell whether a window speaks of paying or of what is free, where it is asked whether one has to pay."""
    return not _PAYS.search(question.text) or bool(_PAYS.search(text) or _FREE.search(text) or _BORNE.search(text))


def says_only(question: Question, text: str) -> bool:
    """Tell whether a window says that there is no other, where that is asked: 唯一."""
    return not _ONLY.search(question.text) or bool(_ONLY.search(text))


def tells_stated(question: Question, text: str) -> bool:
    """Tell whether a window holds a figure of the unit of one that the question states, and a rank where it states one."""
    if tells_rank(claim(question)) and not tells_rank(text):
        return False
    # How many they all are names them, and is not asked.
    named = ("time", "count") if _WHOLE.search(question.text) else ("time",)
    asked = [
        f
        for f in stated_figures(question)
        if unit_kind(f.unit) not in named and (f.unit or re.search("[万亿]", f.text))
    ]
    told = _told(question.text, normalise(spelt(text)))
    return not asked or any(of_a_kind(one, f) for one in asked for f in told)


def only_in_part(question: Question, text: str) -> bool:
    """Tell whether a window counts some where all are asked about: 8条道路实现…, 47项完成41项, 基本…."""
    if question.kind != "yes_no" or not _WHOLE.search(question.text) or _MOSTLY.search(question.text):
        return False
    plain = normalise(spelt(text))
    counted = _counts(plain)
    some = any(one.unit == of.unit and one.value < of.value for of, one in pairwise(counted)) and not _FROM.search(
        plain
    )
    all_stated = any(same(one, stated) for stated in figures(normalise(spelt(question.text))) for one in counted)
    return "基本" in text or some or bool(counted and not all_stated and not _WHOLLY.search(_counting(question, plain)))


def sums_up(question: Question, text: str) -> bool:
    """Tell whether the figure that a question states of one year is told of all up to then: 累计创建35个."""
    if len(question.years) != 1 or _ALL.search(question.text) or _AT_END.search(question.text):
        return False
    plain = normalise(spelt(text))
    told = [one for one in figures(plain) if any(same(one, stated) for stated in stated_figures(question))]
    return bool(told) and all(_SUMMED.search(_led_by(one, plain)) for one in told)


def denies_whole(question: Question) -> bool:
    """Tell whether it is asked whether not all was done: 还没有全部改完，对吗."""
    return question.kind == "yes_no" and bool(_NOT_WHOLE.search(question.text))


def _counts(text: str) -> list[FigureSpan]:
    """Give the figures of a text that count things, in a word for that."""
    return [figure for figure in figures(text) if figure.unit and unit_kind(figure.unit) == "count"]


def _counting(question: Question, text: str) -> str:
    """Give the part of a text that counts or tells of all, and has most signs of a question; all of it if several do.

    Where some tell what is asked to have happened, it is one of these: 冲毁水渠4条；水渠已全部修好.
    """
    asked = set(_WHOLLY.sub("", question.text))
    parts = [part for part in re.split(r"[、，,；;]", text) if _WHOLLY.search(part) or _counts(part)]
    parts = [part for part in parts if names_event(question, part)] or parts
    held = [len(asked & set(part)) for part in parts]
    return parts[held.index(max(held))] if held and held.count(max(held)) == 1 else text


def only_planned(question: Question, stance: str) -> bool:
    """Tell whether a plan is all there is to a question about something done; will it be done asks for the plan."""
    if question.lang == "en" and question.stance == "target":
        return False
    if asks_ahead(question) or (_ASKS_PLAN.search(question.text) and not refers_to_plan(question.text)):
        return False
    done = any(one.search(question.text) for one in (_DONE, _CAME_ABOUT, _OPENED)) or refers_to_plan(question.text)
    return stance == "target" and bool(done)


def asks_ahead(question: Question) -> bool:
    """Tell whether it is asked what is yet to come, which a plan tells as far as anything does."""
    return question.lang == "zh" and bool(_AHEAD.search(question.text)) and not _CAME.search(question.text)


def falls_short(question: Question, text: str) -> bool:
    """Tell whether a plan goes less far than is asked: 推进前期工作 for 会开工吗, 加快建设 for 今年能建成吗, 分年度改造 for 全部."""
    if asks_ahead(question) and _WHOLE.search(question.text) and not _WHOLLY.search(text):
        return True
    if _STARTS.search(question.text):
        return bool(_UNDER_WAY.search(text)) and not _ANEW.search(text)
    return bool(OPENS.search(question.text)) and not OPENS.search(text.replace("基本建成", ""))


def _other_figure(asked: str, wanted: Sequence[FigureSpan], text: str, *, in_tenths: bool) -> bool:
    counted = _SIZED.sub("", asked)
    if (others := [one for one in wanted if one.text in counted]) and len(others) < len(wanted):
        asked, wanted, text = counted, others, _SIZED.sub("", text)
    plain = normalise(text)
    at_most = bool(_AT_MOST.search(asked))
    own = [f for f in _told(asked, plain) if FORMER.search(asked) or not _before_or_aimed_at(f, plain)]
    comparable = [(one, other) for one in wanted for other in own if of_a_kind(one, other)]
    if not comparable:
        return False
    if _MORE.search(asked):
        return not any(other.value > one.value or _at_least(asked, one, other, plain) for one, other in comparable)
    if at_most or _LESS.search(asked):
        return not any(other.value < one.value or (at_most and other.value == one.value) for one, other in comparable)
    if _BROUGHT_DOWN.search(asked):
        left = any(same(one, f) and rises_from(f, plain) for one in wanted for f in figures(plain))
        return left or not any(other.value <= one.value for one, other in comparable)
    if _REACHES.search(asked) and not _KEEPS_DOWN.search(asked):
        return not any(other.value >= one.value for one, other in comparable)
    return not any(
        same(one, other) or (in_tenths and one.unit == "%" and one.value <= other.value < one.value + TENTH)
        for one, other in comparable
    )


def of_a_kind(one: FigureSpan, other: FigureSpan) -> bool:
    """Tell figures of one unit; one without any counts as such where both are in 万 or 亿, in English where both count."""
    if one.unit:
        return one.unit == other.unit
    if not re.search("[万亿]", one.text) and re.fullmatch(r"[\d.,]+(?:[ -][a-z]+)*", one.text):
        return unit_kind(other.unit) in ("count", "people")
    return bool(re.search("[万亿]", one.text) and re.search("[万亿]", other.text))


def _at_least(asked: str, one: FigureSpan, other: FigureSpan, text: str) -> bool:
    """Tell whether equal figures agree: 以上 is asked, or the text tells more than its own (突破5000万)."""
    passed = _PASSED.search(text[: other.span[0]])
    return one.value == other.value and bool(passed or re.search(r"以上|不低于", asked))


def _told(asked: str, text: str) -> list[FigureSpan]:
    """Give the figures of a text, and how many times as much there is; where a share or level is asked about, no growth."""
    told = [*figures(text), *_multiples(text)]
    if _ADDED.search(asked) and not _ALL.search(asked):
        told = [one for one in told if not _ALL.search(_led_by(one, text))]
    # Neither a share nor what a thing is to have come to is told by how much it grew.
    level = (_SHARE.search(asked) or _COMES_TO.search(asked)) and not movement(asked)
    return [one for one in told if not (level and _GREW.search(text[: one.span[0]]))]


def _led_by(figure: FigureSpan, text: str) -> str:
    """Give the words of its clause that lead to a figure."""
    return re.split("[,;。]", text[: figure.span[0]])[-1]


def _multiples(text: str) -> list[FigureSpan]:
    """Give how many times as much there is where a figure rose to another: 由14户增加到27户."""
    return [FigureSpan("", to.value / before.value, "倍", to.span) for before, to in _courses(text) if before.value]


def goes_otherwise(question: Question, text: str) -> bool:
    """Tell whether something that a question says went from one figure to another began at or came to a third one."""
    wanted, told = _courses(normalise(spelt(claim(question)))), _courses(normalise(spelt(text)))
    comparable = [(one, other) for one in wanted for other in told if one[0].unit == other[0].unit]
    return bool(comparable) and not any(
        same(one, other) and same(to, other_to) for (one, to), (other, other_to) in comparable
    )


def _courses(text: str) -> list[tuple[FigureSpan, FigureSpan]]:
    """Give what something went from and to: 由14户增加到27户."""
    return [
        (before, to) for before, to in pairwise(figures(text)) if before.unit == to.unit and rises_from(before, text)
    ]


def rises_from(figure: FigureSpan, text: str) -> bool:
    """Tell a figure that something went on from: 由14户增加到27户."""
    start, end = figure.span
    return bool(_FROM.search(text[:start]) and _TO.match(text, end))


def _before_or_aimed_at(figure: FigureSpan, text: str) -> bool:
    """Tell a figure that is not what came about: 从40个减少到29个, 略低于8%的预定目标."""
    start, end = figure.span
    return bool(
        rises_from(figure, text)
        or _AIMED.search(text[:start])
        or ((_LESS.search(text[:start][-4:]) or _MORE.search(text[:start][-4:])) and _MISSED_TARGET.match(text, end))
    )


def _other_movement(asked: str, text: str) -> bool:
    there = supposed(asked) or movement(asked)
    if there and _LEVEL.search(text) and not movement(text):
        return True
    return there != 0 and movement(text) == -there


def other_ordinal(asked: str, text: str) -> bool:
    """Tell whether a text counts otherwise: 第五届 where 第四届 or 首届 is asked about, 全省第2位 where 全省第一 is."""
    wanted, own = _ordinals(asked), _ordinals(text)
    for noun, scope, number in wanted:
        told = [(other_scope, n) for other, other_scope, n in own if other == noun]
        told = [one for one in told if one[0] == scope] or told
        if told and all(n != number for _, n in told):
            return True
    return False


def _ordinals(text: str) -> list[tuple[str, str, int]]:
    """Give what is counted, among what, and which it is: 位, 全省, 2."""
    found = []
    for match in _ORDINAL.finditer(text):
        noun = match["noun"] or ""
        if match["first"] and not noun:
            continue
        scope = _SCOPE.search(text[: match.start()])
        number = 1 if match["first"] else read_number(match["number"])
        found.append((_KINDS_OF_ORDINAL.get(noun, noun), scope.group(1) if scope else "", number))
    return found


def tells_rank(text: str) -> bool:
    """Tell whether words tell, or ask about, a rank or the first so many: 居全国第4位, 进前十了吗."""
    return bool(_TOP.search(text)) or any(noun == "位" for noun, _, _ in _ordinals(text))


def _outside(asked: str, text: str) -> bool:
    """Tell whether a rank is not among the first so many asked about: 第4位 where 前三 is."""
    told = [(scope, number) for noun, scope, number in _ordinals(text) if noun == "位"]
    for match in _TOP.finditer(asked):
        scope = _SCOPE.search(asked[: match.start()])
        own = [one for one in told if scope and one[0] == scope.group(1)] or told
        if own and all(number > read_number(match["number"]) for _, number in own):
            return True
    return False


def _negated(asked: str, text: str) -> bool:
    if not _NONE_OF_THEM.search(asked):
        text = _NONE_OF_THEM.sub("", text)
    asked = re.sub(r"有没有|是不是|能不能|会不会|没有?[吗吧]?[？?]?$|(?<=了)没有?(?=[，。？?])", "", asked)
    denied = [w for w in words(asked) if len(w) > 1 and re.search(_NEGATES + re.escape(w), text)]
    denied = [w for w in denied if not re.search(_NEGATES + re.escape(w), asked)]
    if _PAYS.search(asked) and not _FREE.search(asked) and _FREE.search(text):
        return True
    if (_PARTLY.search(asked) and _WHOLLY.search(text)) or (_WORSE.search(asked) and _BETTER.search(text)):
        return True
    return bool(denied) or bool(_NOT.search(text)) != bool(_NOT.search(asked))


def _other_member(asked: str, text: str) -> bool:
    """Tell whether the window has 二等 where the question has 一等, and the like; what was left behind (由Ⅳ类到Ⅲ类) is no more."""
    text = _LEFT_BEHIND.sub("", text)
    for family in _CONTRASTS:
        wanted = [word for word in family if _stands(word, asked)]
        own = [word for word in family if _stands(word, text)]
        if len(wanted) == 1 and own and wanted[0] not in own:
            return True
    wanted, own = GRADE.findall(asked), GRADE.findall(text)
    if wanted and own and not set(wanted) & set(own):
        return True
    return bool(_NATIONAL.search(asked) and _PROVINCIAL.search(text) and not _NATIONAL.search(text))


def _stands(word: str, text: str) -> bool:
    """Tell whether a word stands in a text, III类 not counting as II类 or I类."""
    return bool(re.search(rf"(?<![IV\d]){re.escape(word)}", text))


def _not_yet(asked: str, text: str) -> bool:
    begun = _BEGUN.search(text) and not _ENDED.search(text.replace("基本建成", ""))
    return bool(_DONE.search(asked) and (begun or _ON_THE_WAY.search(text)))


def _unmeasured(asked: str, text: str) -> bool:
    return bool(_MEASURED.search(asked)) and not figures(normalise(text))
