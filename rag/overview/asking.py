"""What the words of a question ask of all reports: every place, the highest, a trend, an outcome."""

from __future__ import annotations

import re

from rag.selection import PLACES

LEVELS = "省市区县镇乡"
EVERY = re.compile(
    rf"各(?:个|家)?{PLACES}|各地|(?:哪|每)(?:一?[个些几]|几个){PLACES}|(?<!从)哪(?:里|儿)的?|(?:所有|全部|各份?|每份)(?:的)?(?:{PLACES}|报告)|"
    rf"的(?:省份?|市|区县?|县|地方|地区)(?=都?[有是]哪|[？?。]|$)|{PLACES}都?[有是]哪[些几]个?|\d{{1,2}}个(?:省|市|区|县)(?:份|市)?里?(?![级重属直域内外政委长管立])|"
    r"哪[些几一]?份?(?:年的?)?\s*(?:政府)?(?:工作)?报告|[几多]少?份(?:政府)?(?:工作)?报告|各年|\b(?:which|each|every|all)\s+(?:of the )?(?:places?|districts?|count(?:y|ies)|cit(?:y|ies)|provinces?|reports?|regions?)\b",
    re.I,
)
HIGHEST = re.compile(r"最[高多大快长]|第一|领先|居首|highest|most|largest|fastest|top", re.I)
LOWEST = re.compile(r"最[低少小慢短]|垫底|lowest|least|smallest|slowest", re.I)
FALLING = re.compile(r"(?:下降|减少|下滑|降|跌)[^，。？]{0,3}最[多大快]|降幅最大|\bfell\b.{0,12}most", re.I)
RANKED = re.compile(r"排序|排名|排个?[队序]|从高到低|rank", re.I)
REPORTS_COUNTED = re.compile(r"[几多]少?份(?:年的?)?(?:政府)?(?:工作)?报告|\bhow many (?:of the )?reports\b", re.I)
"""Asks how many reports there are, before which they are."""
MENTIONS = re.compile(
    r"要(?:大力|加快)?(?:发展|建设|培育|支持|推动|推进|布局)|提[到及过]|提出(?!的[^，。？]*(?:目标|计划|任务))|说[到起过]|写[到进入了]|谈[到及]|讲[到过]|部署|涉及|有没有提|关注|出现|mention|talk about|refer to|speak of|bring up",
    re.I,
)
TREND = re.compile(
    r"历年|逐年|连年|越来越[一-龥]|[一逐]年比[一上]年[一-龥]|趋势|走势|怎么走|一路|这(?:几|些)年|近(?:几|些)年|历次|各年|(?<!平均)每年|多年来|变化(?!率)|变动|演变|怎[么样]+变|over the years|chang(?:ed?|es|ing)\b|trend|over time|year by year|each year",
    re.I,
)
OUTCOME = re.compile(
    r"(?:目标|任务|计划|承诺|预期)[^。？]{0,18}?(?:完成|实现|达到|达成|兑现|落实)(?:得|的)?(?:了|没|吗|情况|如何|怎[么样])|"
    r"(?:超过|超出|超额|高于)(?:了)?(?:年初|当初|原定|预定|既定|预期)?的?(?:目标|计划|预期)|target and (?:the )?(?:actual )?result|"
    r"(?:目标|计划)[数值]?(?:和|与|跟|同|、|以及)(?:实际|实绩|结果|完成)|(?:实际|实绩|结果|完成)[^，。？]{0,4}?(?:和|与|跟|同|、|以及)(?:年初|当初|原定|预定|既定|预期)?的?(?:目标|计划|预期)|"
    r"(?:完成|实现|达到|达成|兑现)(?:了|没有?)?[^，。？]{0,12}(?:目标|任务|计划|承诺)|(?:定|许|提|设|说)(?:下|的|好)?[^。？]{0,16}(?:完成|实现|达到|达成|兑现|做到)(?:了)?(?:没|吗|与否)|"
    r"(?:met|meet|exceed(?:ed)?|surpass(?:ed)?|beat|reach(?:ed)?|achieve[d]?|hit|miss(?:ed)?)\b[^?.]{0,40}\btarget",
    re.I,
)
AGREEMENT = re.compile(
    r"(?:报告|说法|数字|数据|口径|前后|两处)[^，。？]{0,14}?(?:一致|一样|相同|不同|不一样|矛盾|出入|冲突|对得上|对不上|打架|相符|吻合)|"
    r"\b(?:reports|figures|numbers)\b[^?.]{0,40}\b(?:agree|disagree|differ(?:ent(?:ly)?)?|consistent|contradict|conflict|match)\b",
    re.I,
)
ASKERS = re.compile(
    rf"{EVERY.pattern}|{MENTIONS.pattern}|{HIGHEST.pattern}|{LOWEST.pattern}|{RANKED.pattern}|{TREND.pattern}|{AGREEMENT.pattern}",
    re.I,
)
TOTAL = re.compile(r"总量|总额|数额|绝对|多少(?:个)?[亿万]*(?:元|块|钱)|how much (?:money|was)|amount|in yuan", re.I)
STOCK = re.compile(
    r"总数|存量|现有|[一总]?共有|(?:现在|目前|如今|眼下)有|在册|总规模|拥有|\btotal number|in total|altogether", re.I
)
"""Asks for all there are, which no number of those added answers."""
CUMULATIVE = re.compile(r"累计|至今|\bcumulative|\bso far\b", re.I)
"""Asks for all up to then, which no one year tells."""
FLOWS = re.compile(r"(?<![特高创更全最])新[^一能型材媒闻华兴]|[增添招引]|\bnew\b|added", re.I)
"""Asks what was added, which no total answers."""
LEAVES = re.compile(r"退出|注销|关停|淘汰|取缔|拆除|流失")
"""Asks for those that are gone, which neither those there nor those added answer."""
GROWS = re.compile(
    r"增速|增长|增幅|涨|降|下滑|上升|回落|(?:提高|提升|扩大|缩小)了?多少|多少个?百分点|快|慢|百分之几|百分比|多收|少收|growth|grow|rise|rose|fall|fell|increase|decrease",
    re.I,
)
MOVES = re.compile(rf"{GROWS.pattern}|增加|减少|降低|[上下]调|调[高低]|(?:多|(?<!多)少)[了出]", re.I)
"""Asks how far something moved, in percent or in number."""
AVERAGE = re.compile(
    r"年均|平均每一?年|每一?年平均|年平均|平均一年|\b(?:on average|average annual|annual average)\b", re.I
)
"""Asks how much something grew a year on average, which no single year tells."""
TARGETS = re.compile(r"目标|任务|计划|预期|target|goal", re.I)
RESULTS = re.compile(r"实际|实绩|完成|结果|\b(?:actual|result|outcome)", re.I)
AMOUNT = re.compile(r"多少|几[个件家项户]|数量|数字|[件个项家户人]数|how many|how much", re.I)
