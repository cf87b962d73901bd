"""What the words of a question tell: stance, kind, unit, and how many questions it asks.

Chinese and English; each table is tried from the top. Not here: places (rag/places.py), years (rag/periods.py), the
topic (topic.py).
"""

from __future__ import annotations

import re

from rag.question.contrast import Contrast, contrast
from rag.question.counted import FEW, measure
from rag.question.promised import refers_to_plan, without_plan
from rag.question.topic import names_something
from rag.records import Language, Question, QuestionKind, Span, Stance

_TARGET = re.compile(
    r"目标|(?<!按)计划|预期|(?<![稳决规法约固一特指肯坚评认制审测选商签奠判])定(?=[的下])|许下|承诺|力争|打算|准备|将(?!军)|(?<![主重需摘纪概])要(?!求|点|素|闻)|安排|拟|争取|规划了|部署|任务|预计.{0,6}达到|(?<![我你您就还也])想(?=[建修盖新改办搞做增让把再]|要[建修盖新改办搞做])|希望|(?<![稳决])[设定][在为]|\b(?:will|(?:are|is) to (?:be|have|get|become)|(?<!five[- ]year )plan(?:s|ned)?|targets?|goals?|aims?|going to|intends?|wants?|hopes?)\b",
    re.I,
)
_ACHIEVED = re.compile(
    r"完成(?:了|情况|多少)|实现了|达到了|实际|实绩|结果|回顾|成果|成绩|取得|已经?|同比|(?:完成|实现)(?!.{0,4}目标)[^，。？的]{2,14}(?:多少|几)|增长了|下降了|新增了|建成了?|获得了?|获评|荣获|发放了|引进了|累计|"
    r"[一-龥]了(?:多少|几|哪|什么)|\b(?:did|was|were|achieved?|reached|completed|actual(?:ly)?|grew|(?<!to be )built|had|results?|outcomes?)\b",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_POLITE = (
    r"(?:嗯+|呃+|哎|喂|你好|您好|各位好|大家好|老师|同志|领导|打扰(?:一下|了)?|不好意思|麻烦(?:你|您)?了?|辛苦(?:你|您)?了?|"
    r"(?:非常)?感谢|多谢|谢谢|拜托)(?:你|您|大家)?了?[，。！!,.~～…\s]*|(?:好的|好|行|明白了?|知道了|ok)[，。！!,.~～\s]+|"
    r"(?:hi|hello|hey|dear sir or madam|excuse me|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: very much| so much| a lot)?)"
    r"(?: there| again| everyone)?\b[,.!\s]*"
)
_GREETING = re.compile(rf"^(?:{_POLITE})+(?=.*\w)", re.I)
_THANKS = re.compile(
    r"[，。！？?!,.\s](?:(?:非常)?感谢|多谢|谢谢|谢了|辛苦|麻烦|拜托|thanks|thank you)(?:你|您|大家)?了?(?: (?:very much|so much|a lot|in advance))?[，。！!,.~～…\s]*$",
    re.I,
)
_ENGLISH_FRAME = re.compile(
    r"\b(?:the|of|in|is|are|was|were|did|does|do|has|have|what|which|how|many|much|who|when|where|for|to|by|on|and|mean|list)\b",
    re.I,
)
_TELLS_OF_SELF = re.compile(r"我(?!们?[省市区县镇乡])|俺|咱(?!们?[省市区县镇乡])|听说|家里|孩子|朋友|邻居|同事")
_WANTS = re.compile(r"[我俺]们?(?:就|只|也)?想|想(?:请?问|知道|了解|咨询)|请问|问一?下|帮我|给我")
_FIRM_TARGET = re.compile(r"目标|预期|(?<!按)计划|\b(?:target|goal|planned)\b", re.I)
_FIRM_ACHIEVED = re.compile(r"实际|实绩|实现了|完成了|\bactual", re.I)
_AGAINST_TARGET = re.compile(
    r"\b(?:miss|meet|met|reach|exceed|beat|surpass|fulfil|achieve|f[ae]ll short of)\w*\b[^?.]{0,40}\b(?:target|goal|plan)",
    re.I,
)
"""Asks what became of a target, which the review tells."""
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = (
    ("figure", re.compile(r"^(?:and |by )?how (?:many|much|fast|far|high|large|big|long)\b", re.I)),
    (
        "list",  # 四个“必须”是什么 asks for four things
        re.compile(
            r"(?:[一二两三四五六七八九十]|\d+)(?:个|项|大|种|条|句)[“\"『][^”\"』]+[”\"』](?:各|分别)?(?:是|有)|"
            r"哪(?:几|[两二三四五六七八九十\d]+)(?:个|项|大|种|条|句|座|张)?[“\"『]"
        ),
    ),
    (
        "definition",
        re.compile(
            r"(?:[”\"』》]|圈|体系|模式|机制|格局)[^，。？]{0,4}(?:包含|包括|涵盖)(?:些|了|着)?(?:什么|啥|哪)|[”\"』》]是(?:做|干|搞)(?:什么|啥)|"
            r"[”\"』》](?:各|分别|都)?(?:是些?|指的?是?|是指)(?:什么|啥|哪)|[”\"』》](?:到底)?是?怎么个[一-龥]{1,2}法"
        ),
    ),
    (
        "list",  # before the definition: 六个方面是什么 asks for six things
        re.compile(
            r"(?:^|[年省市区县镇旗州])(?:经济社会)?(?:发展)?的?主要(?:预期)?目标(?:都|分别)?(?:是|有)(?:什么|啥)|"
            r"(?:[一二两三四五六七八九十]|\d+)(?:个|项|大|条|件|种|张|方面)[^，。？]{0,20}?(?:分别|各)?(?:是|有|包括|指|叫)[^，。？]{0,8}(?:什么|啥|哪)"
        ),
    ),
    (
        "definition",
        re.compile(
            r"^(?!.*(?:目标|任务|工作|重点|情况|原因|要求|主题|主线|思路|结果|成绩|原则|[数率额值量]是))[^，。？的]{2,14}是(?:什么|啥)[？?]?$|"
            r"(?:什么|啥)(?:是|叫)|[”\"』》][^，。？“的]{0,6}(?:是|指)(?:什么|啥)|是(?:什么|啥)意思|(?:指|意味)(?:的是|着)?(?:什么|啥)|何谓|什么(?:意思|含义)|的?(?:含义|定义)|(?:怎么|如何)(?:理解|解释|定义)|(?:各|分别)?代表(?:着|的是)?(?:什么|啥)|^(?:[^，。？]{0,12}(?:[说讲写提]到?|报告[里中]?)的)?[^，。？的]{2,14}是(?:什么|啥)(?:单位|概念|东西)[？?]?$|[”\"』》](?:是|指)(?:什么|啥)|是(?:什么|啥|怎么|怎样)(?:样|一?回事)|what (?:does|do) .* mean|what (?:is|are|was|were) (?:the |its |an? )?[\"“'‘][^\"”]{2,40}[\"”'’]|meaning of|what is meant|define",
            re.I,
        ),
    ),
    (
        "who",
        re.compile(
            r"谁|哪(?:一)?(?:位|个人|名)|何人|叫什么名字?|(?:[省市区县州镇乡]长|总理|主席)[^，。？]{0,8}叫(?:什么|啥)|姓什么|\bwho\b|\bwhom\b|\bwhose\b",
            re.I,
        ),
    ),
    (
        "when",
        re.compile(
            r"什么时候|何时|几时|哪(?:一)?天|哪一?个?月|几月|几号|哪年|哪一年|什么时间|啥时候|日期|第几[届次]|哪(?:一)?[届次]|\bwhen\b|what date|which (?:session|congress)",
            re.I,
        ),
    ),
    (
        "yes_no",
        re.compile(
            r"吗(?=[？?。，（(]|$)|[了的]吧(?=[？?]|$)|(?<![说讲谈看酒网贴])吧(?=[？?])|(?<=[一-龥])没有?(?=[？?]|$)|是否|有没有|是不是|能不能|对不对|对吧|属实|会不会|有无|^(?:(?:in|by|during) [^,?]{2,20}, )?(?:is|are|was|were|did|does|do|has|have|will|can)\b",
            re.I,
        ),
    ),
    (
        "list",
        re.compile(
            r"哪些|(?:困难|问题|挑战|短板|不足)(?:主要)?(?:是|在|有)(?:什么|啥|哪)|几(?:个|大)?方面|几项(?:重点|主要)?(?:工作|任务)|哪(?:几|[两二三四五六七八九十\d]+)(?:个|项|大|条|类|件|种|方面|家|所|点|座)?|什么(?:措施|举措|办法|工作|任务|项目|内容|荣誉|称号|困难|问题|重点|方面|活动)|怎么(?:去|来)?(?:做|办|安排|部署|抓|推进|推动|促进|发展|提升|支持|加强|解决|改善|治理|保障|优化)|如何|有什么|列出|列举|"
            r"分别(?:是|有|包括)(?:什么|哪)|包括什么|(?:具体)?内容是|都有(?:什么|啥)|有啥|干(?:了)?(?:什么|啥)|做(?:了|过)?(?:什么|啥)|"
            r"(?:^|[.,!?] ?|\b(?:please|you|me|to|and) )list\b|\b(?:which|what are|what were|name the|what (?:measures|steps|projects|tasks|priorities|problems|difficulties|challenges|shortcomings|awards))\b",
            re.I,
        ),
    ),
    (
        "figure",
        re.compile(
            rf"多少|{FEW}|百分之几|多[大高长快重强宽深厚]|(?<!还)[要需得花用]多久|"
            r"占比|比重|比例|增速|增幅|增长率|涨幅|是几(?=[？?]|$)|目标值|总数|总量|规模|排(?:名)?第|排名|第几|"
            r"\b(?:how (?:many|much|far|fast|large|high|long|big)|what (?:percentage|share|proportion|number|amount|rate|was the|is the)|(?:turn(?:ed)? out|come|came|amount(?:ed)?) to\b|growth|rate|target)\b|"
            r"\bwhat (?:(?!do|does|did|is|are|was|were|will)[\w'-]+ ){0,4}(?:turnover|sales|revenue|income|output|value|volume|throughput|capacity|"
            r"investment|level|ratio|score|length|area|size|rank|price|standard|allowance|cost)(?= (?:d[oi]|is|was|are|were|will|ha[sd]|of)|[?]|$)|"
            r"\bwhere (?:do|does|did|is|was) [^?]*\b(?:rank|place|stand)|\bwhat (?:was|is) [^?]* in (?:yuan|dollars|percent)\b",
            re.I,
        ),
    ),
)
_ONLY_MEASURES = re.compile(
    r"(?:产值|产量|收入|[总数]额|总值|增加值|[一-龥]率|比例|里程|面积|人数|人口)(?:增长)?(?:的?目标|的?完成情况)?(?:呢|是)?[？?]?$"
)
"""Names what is measured and asks nothing: 石化产业今年产值目标."""
_COMPARE = re.compile(
    r"比[^，。？]{1,20}[多少高低快慢大小](?:了|出)?(?:多少|几)|比较|对比|相比|相差|差(?:距|了?多少|几)|哪个(?:更|最)?[高低多少大小快慢]|谁(?:更|最)?[高低多少大小快慢]|更[高低多少大小快慢]|比(?:怎么样|怎样|如何)|比一比|还是|变化|compare|difference|higher|lower|more than|versus|\bvs\b",
    re.I,
)
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "%",
        re.compile(
            r"百分之几|几个?(?:百分)?点|占比|比重|比例|增速|增幅|增长率|涨幅|增长(?:了)?(?:多少|目标|几)|(?:下降|下滑|回落|上涨|上升|下跌|[涨跌降])(?:了|出)?(?:多少|几)(?=[？?，,。]|$|个?(?:百分)?点)|提高(?:了)?多少个?百分点|失业率|覆盖率|[一-龥]率(?:是|为|达|多|要|$|[？?])|percent|share|proportion|rate|growth|how fast",
            re.I,
        ),
    ),
    (
        "元",
        re.compile(
            r"钱(?![^，。？]{0,8}的)[^，。？]{0,6}?(?<![少多涨降减增高])(?<![少多涨降减增高]了)多少(?=[？?]|$)|多少(?:[一-龥]{0,4}钱|[一-龥]{0,2}(?:投资|资金|贷款|补贴|补助)|个?亿(?!立)|万?元|亿元|块)|几(?:块|毛|分|个)钱|几块(?=[？?，,。]|$)|金额|(?:产值|营业收入|销售收入|成交额|销售额|交易额|零售额|余额|总额|总投资|均价|造价|单价|价格|花费)(?:预计)?(?:是|为|达到?|有)?多少|投资(?:额|多少)|[花投](?:了|入|下去?|进去?)?多少(?=[？?，,。]|$)|花(?:了)?多少|(?:收入|支出|贷款|税)(?![一-龥]{0,3}(?:[提增涨升降减]|[多少]了))[一-龥]{0,4}多少|(?<!by )how much (?:money|was|(?:is|will|are)\b[^?,]*\b(?:invest\w*|cost|spen[dt]|budget|funding)\b|d(?:id|oes)(?!.*\b(?:grow|rise|increase|fall|drop|decline|change|(?:come|amount) to|produce|use|consume|generate|grain|output)\b))|yuan",
            re.I,
        ),
    ),
    ("户", re.compile(r"(?:多少|几)人家")),
    (
        "人",
        re.compile(
            r"多少(?:人(?!家)|名|位)|几(?:人(?!家)|名|位)|how many (?:people|persons|jobs|students|graduates|workers)",
            re.I,
        ),
    ),
)
_ENGLISH_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("户", re.compile(r"\bhow many (?:\w+ )?households\b", re.I)),
    ("吨", re.compile(r"\bhow many (?:metric )?ton(?:ne)?s\b", re.I)),
    ("亩", re.compile(r"\bhow many mu\b", re.I)),
    ("天", re.compile(r"\bhow many days\b", re.I)),
    (
        "公里",
        re.compile(
            r"\bhow many (?:kilomet(?:er|re)s|km)\b|\bhow long (?:is|are|was|were|will)\b(?!.*\b(?:take|took|open|last))",
            re.I,
        ),
    ),
)
_ASKS_RANK = re.compile(r"(?:增速|增幅|占比|比重|率)[^，。？]{0,4}(?:排名?|位[居列]|[居列])[^，。？]{0,6}第几")
"""Asks for the place of a rate among others, and not for the rate: 增速排第几."""
_SIZE = re.compile(r"(?<!大)规模(?!以上|化|性)|总量|体量")
"""Nothing is of so many percent in size."""
_AREA = re.compile(r"面积|占地|多少(?:平|亩)", re.I)
_FIGURE = re.compile(
    r"(?<![A-Za-z\d.])(?:\d+(?:\.\d+)?(?:[万亿]?(?:个百分点|平方公里|平方米|公里|亿元|万元|[%元人家户个项件所处条亩吨名套张座次场]))|\d+\.\d+%?|\d+%)"
)
"""No number of a name: PM2.5, V2.0."""
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_ABOUT_REPORT = re.compile(
    r"报告|[那这哪]一?份|[省市区县]长|主席|代表大会|人大|人代会|会议|mayor|governor|report|head of|session|congress|deliver",
    re.I,
)
_OF_HEAD = re.compile(
    r"政府|工作|报告|人民代表大会|代表大会|人代会|人大|大会|会议|开会|第?[一二三四五六七八九十\d]*[届次]|[向在对给于][全本我]?[省市区县州镇乡]|[作做讲念天由来叫]|[那这哪]一?份|职务|职位|身份|发表|宣读|召开|举行|开幕|代表|"
    r"代?理?[省市区县州镇乡]长|总理|主席|正式|名字|姓名|日期|时间|日子|年份|现任|时任|当时|"
    r"\b(?:mayor|governor|heads?|session|congress|people's|people s|deliver(?:ed)?|gave|given|acting|full|name|date|held|open(?:ed)?|whom|speaker|present(?:ed)?)\b",
    re.I,
)
_WORK = re.compile(r"工作|任务|(?<!赛)事|方面|部署|举措|成绩|成就|成效|成果|进展|变化")
_OF_WHOLE = re.compile(
    r"[省市区县州镇乡]?政府|[全我本][省市区县州镇乡]|各级|工作|任务|(?<!赛)[大要]?事情?|方面|重点|主要|部署|安排|举措|成绩|成就|成效|成果|进展|变化|发生|取得|做法|"
    r"[抓做干办推分围]好?|下大力气|着力|总结|回顾|块|部分|[一二三四五六七八九十\d]+|[的了是有要就从各在给把大几和来]"
)
"""Says nothing of what the work is about: 政府要抓好的九项重点工作."""
_ASKS = re.compile(
    rf"多少|{FEW}|几点|多[大高长快远重久强宽深厚]|"
    r"谁|哪|什么|啥|何时|为何|吗$|[一-龥]{2}没有?$|有没有|how (?:many|much|fast|long|large|high|far)|\b(?:what|who|when|where|which) \w",
    re.I,
)

_ASKS_HOW = re.compile(r"(?:怎样|怎么样|咋样|如何)$")
"""Asks for more only behind another question: GDP是多少，增速怎样; before one (消费怎么样，零售额多少) it leads up to that."""
_ASKS_TOO = re.compile(r"[一-龥]{2}呢$|^[今明]年的?(?:目标|计划)$")
"""Asks the same of another thing or year: 小麦产量多少，玉米呢."""
_COUNTS = re.compile(rf"多少|{FEW}|百分之")
_ASKS_ALONE = re.compile(rf"{_COUNTS.pattern}|谁|哪|什么|何时")
_SAME_CLOSER = re.compile(r"(?:具体|准确|确切|精确)(?:来说|一点|的)?[一-龥]{0,5}?(?:是|为|有)?(?:多少|几)[？?]?$")
"""Asks for the figure that is asked for already: 占了几成，具体比例是多少."""
_FURTHER = re.compile(
    r"(?:增速|增幅|涨幅|速度|率|占比|比重)[^，。？]{0,6}(?:比|较|快于|高于|低于)[^，。？]*?(?:多少|几)个?(?:百分)?点|"
    r"\bby how (?:much|many percentage points)\b[^?]*\b(?:miss|exceed|beat|f[ae]ll short of|above|below|(?:high|low|fast|slow)er than)\w*\b",
    re.I,
)
_RISE = re.compile(
    r"[比较](?:上一?年|去年|前一?年|原来|原先|以前|之前|过去|从前|往年|(?:19|20)\d\d年)(?:同期)?[^，。？]{0,6}?[多少高低增减涨降升提调][^，。？]{0,4}?(?:多少|几)"
)
"""Asks how far a thing moved from what it was: 比上一年增产多少, 比原来多报几成."""
_REASON = re.compile(r"原因|为什么|为何|为啥|怎么回事|因为(?:什么|啥)")
_COUNTS_ALL = re.compile(r"(?:多少|几)(?:份|个|家)?(?:年的?)?(?:政府)?(?:工作)?(?:报告|地方|地区|省|市|区|县|镇)")
_WHICH_THEY_ARE = re.compile(r"(?:分别|具体|都|各)*(?:是|在|有)?(?:谁|哪)[^，。？?]{0,4}")
"""Asks which they are that the piece before asks to be counted: 有几份报告提到…，分别是哪几份."""
_ENGLISH_VERB = re.compile(r"\b(?:do|does|did|is|are|was|were|will|has|have|had|can|gave|delivered)\b", re.I)
"""Without one, a question goes on: how many kitchens and how many canteens were built."""
_BETWEEN = re.compile(r"[，,；;？?。]|\s(?=and (?:by )?(?:how|what|when|where|which|who) \w)", re.I)
_AND = re.compile(r"、|(?:以及|还有|和|与|及)(?=[^，。？?、]*(?:多少|几))")
"""Stands between two questions where each asks in words of its own: 打通几条路、增加多少车位."""


def about_report(text: str) -> bool:
    """Tell whether the report itself may be asked about: its speaker, date or session."""
    return bool(_ABOUT_REPORT.search(_ASIDE.sub("", text)))


def about_head(question: Question) -> bool:
    """Tell whether nothing but the report's speaker, date or session is asked about, which its head tells."""
    return about_report(question.text) and not names_something(_OF_HEAD.sub(" ", question.topic))


def about_whole(question: Question) -> bool:
    """Tell whether all the work of a year is asked about, and not what was or is to be done for some end."""
    return (
        question.kind == "list"
        and bool(_WORK.search(question.text))
        and not names_something(_OF_WHOLE.sub(" ", question.topic))
    )


def language(text: str) -> Language:
    """Tell the language of a question: English too where it is English but for a name or term in Chinese."""
    chinese = len(re.findall(r"[一-龥]", text))
    if not chinese:
        return "en"
    frame = len(_ENGLISH_FRAME.findall(text)) > 1
    return "en" if frame and 2 * len(re.findall(r"[A-Za-z]{2,}", text)) >= chinese else "zh"


def stance(text: str) -> Stance | None:
    """Tell whether a target or a result is asked for; None where the words tell neither, or both."""
    of_plan = asks_whether(text) and refers_to_plan(text)
    own = without_plan(text) if of_plan else text
    target, achieved = bool(_TARGET.search(own)), of_plan or bool(_ACHIEVED.search(own))
    if target == achieved:
        return None
    return "target" if target else "achieved"


def courtesies(text: str) -> list[Span]:
    """Find what is said before and after a question, to no purpose of its own: 你好，请问…谢谢."""
    return [match.span() for pattern in (_GREETING, _THANKS) for match in pattern.finditer(text) if match.group()]


def preface(text: str) -> list[Span]:
    """Find what a person tells of themselves before asking (我家孩子今年上小学，…): no part of what is asked about."""
    told: list[Span] = []
    pieces = list(re.finditer(r"[^，,；;。！!]+[，,；;。！!]?", text))
    for piece in pieces[:-1]:
        if _ASKS.search(piece.group()) or _WANTS.search(piece.group()):
            break
        if _TELLS_OF_SELF.search(piece.group()):
            told.append(piece.span())
    return told


def firm_stance(text: str) -> Stance | None:
    """Tell the stance where the words leave no doubt: 目标 or 实际, and not of two years, which may differ."""
    if len(_YEAR.findall(text)) > 1:
        return None
    if asks_whether(text):
        text = without_plan(text)
    target, achieved = bool(_FIRM_TARGET.search(text)), bool(_FIRM_ACHIEVED.search(text))
    if target == achieved or _AGAINST_TARGET.search(text):
        return None
    return "target" if target else "achieved"


def asks(text: str) -> bool:
    """Tell whether words ask anything."""
    return bool(_ASKS.search(text))


def asks_size(text: str) -> bool:
    """Tell whether it is asked how large a thing is, and not how far it moved."""
    return bool(_SIZE.search(text))


def asks_further(text: str) -> bool:
    """Tell whether it is asked how far a rate is from another (增速比上年提高了几个百分点), which the rate does not tell."""
    return bool(_FURTHER.search(text))


def asks_rise(text: str) -> bool:
    """Tell whether it is asked how far a thing moved from what it was before."""
    return bool(_RISE.search(text))


def asks_reason(text: str) -> bool:
    """Tell whether it is asked why something is so."""
    return bool(_REASON.search(text))


def asks_whether(text: str) -> bool:
    """Tell whether yes or no is asked for, whatever else is."""
    return bool(dict(_KINDS)["yes_no"].search(text)) and not (text.isascii() and contrast(text).choice)


def kind(text: str, held: Contrast, *, several: bool) -> QuestionKind:
    """Tell what kind of answer is asked for.

    Args:
        text: the question.
        held: how it holds two things against each other.
        several: whether it names several places or periods, which alone can be compared.

    """
    if _COMPARE.search(text) and (several or (_TARGET.search(text) and _ACHIEVED.search(text))):
        return "compare"
    if held.difference or held.ratio or held.choice:
        return "compare"
    bare: QuestionKind = "figure" if _ONLY_MEASURES.search(text) else "other"
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), bare)


def unit(text: str) -> str:
    """Give the unit that a figure is asked in, % for a share or rate; empty where the words leave it open."""
    if counted := measure(text):
        return "%" if counted == "成" else counted
    if _AREA.search(text):
        return "平方米"
    if _ASKS_RANK.search(text):
        return ""
    return next((unit for unit, pattern in (*_ENGLISH_UNITS, *_UNITS) if pattern.search(text)), "")


def stated_figures(text: str) -> tuple[str, ...]:
    """Give the figures that a question itself states."""
    return tuple(match.group() for match in _FIGURE.finditer(text))


def segments(text: str) -> list[str]:
    """Cut a text that asks several things in one (谁作的报告，什么时候作的; how long is it and how much did it cost)."""
    pieces = [piece for part in _BETWEEN.split(text) for piece in _apart(part) if piece.strip()]
    segments: list[str] = []
    for piece in pieces:
        goes_on = segments and segments[-1].isascii() and not _ENGLISH_VERB.search(segments[-1])
        asks_more = _ASKS.search(piece) or _ASKS_HOW.search(piece) or _ASKS_TOO.search(piece)
        closer = segments and _COUNTS.search(segments[-1]) and _SAME_CLOSER.fullmatch(piece.strip())
        which = segments and _COUNTS_ALL.search(segments[-1]) and _WHICH_THEY_ARE.fullmatch(piece.strip())
        if segments and (goes_on or closer or which or not (asks_more and _ASKS.search(segments[-1]))):
            segments[-1] = f"{segments[-1]}，{piece}"
        else:
            segments.append(piece)
    return segments


def _apart(text: str) -> list[str]:
    """Cut a piece behind what asks how many, where what follows asks too."""
    pieces: list[str] = []
    start = 0
    for match in _AND.finditer(text):
        if _COUNTS.search(text[start : match.start()]) and _ASKS_ALONE.search(_AND.split(text[match.end() :])[0]):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]
