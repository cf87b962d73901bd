"""Write a province's report of about 19,000 characters around its facts: Fact[] → Line[] → .docx.

The sentences are put together from pools of words of this file; none stands in any real report but by chance. They hold
several hundred figures that no question asks about, as reports do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from random import Random

from eval.provinces.facts import Fact, Told, joined, mentions, results, targets

CHARS = (18_000, 20_000)
"""Characters of a report, fewest and most."""
NOTICE = "（本文由程序生成，仅供评测，文中数字、事实与人名均为虚构。）"

_TENS = "一二三四五六七八九十"
_SURNAMES = "江顾白沈陆温苏卫裴秦叶方齐骆柳纪"
_GIVEN = "远清明致安若怀景川和衡舟原帆宁朗岳"
_STEMS = "云青临望松澜锦石昭泽瑞和清平东岭"
_ENDS = "栖川湾屏溪原浦谷阳台桥洲门岗泉堤"
_SITES = ("新区", "片区", "产业园", "科学城", "先导区", "合作区", "枢纽港", "试验田基地", "走廊", "未来社区")
_VERBS = (
    "深化", "完善", "推进", "加快", "健全", "优化", "夯实", "拓展", "提升", "统筹", "做实", "建强", "稳步实施", "大力推广", "全面落实",
    "持续抓好", "有序推动", "积极探索", "集中开展", "协同推进",
)  # fmt: skip
_BETTER = (
    "提质增效", "成链成群", "走深走实", "更加便利", "更有保障", "进入前列", "形成规模", "落地见效", "见行见效", "迈上新台阶", "走在前面",
    "实现突破", "持续向好",
)  # fmt: skip
_LEADS = (
    "着眼长远打基础",
    "突出重点抓关键",
    "对标一流找差距",
    "一手抓当前一手谋长远",
    "用足用好政策",
    "强化要素保障",
    "坚持问题导向",
    "以点带面推广",
    "压实各方责任",
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What one task of a report speaks of."""

    place: str
    """Which facts stand here."""
    titles: tuple[str, ...]
    objects: tuple[str, ...]
    counted: tuple[str, ...]
    """Verb, unit and noun of a figure: 建设|个|数字车间."""


TOPICS = (
    Topic("产业", ("加快构建现代化产业体系", "聚力建设先进制造业强{w}", "推动产业焕新升级"),
          ("链长制", "产业集群梯度培育", "制造业数字化改造", "绿色工厂创建", "首台套应用", "开发区整合提升", "产业基金招商", "工业母机攻关", "新材料中试",
           "传统产业改造", "工业互联网标识解析", "设备更新", "质量品牌建设", "产业链供应链配套", "未来产业布局"),
          ("建设|个|数字化车间", "培育|家|链主企业", "实施|个|技改示范项目", "打造|条|标志性产业链", "建成|座|绿色工厂", "推广|台套|首台套装备",
           "滚动推进|个|亿元以上制造业项目", "新建|个|标准厂房园区")),
    Topic("创新", ("强化科技创新策源功能", "一体推进教育科技人才发展", "塑造创新驱动新优势"),
          ("实验室体系重组", "成果转化先用后转", "揭榜挂帅", "科技特派员服务", "概念验证平台", "青年科技人才培养", "产学研联合体", "科技金融", "高校学科调整",
           "卓越工程师培养", "知识产权保护", "大科学装置预研", "科研经费包干", "中试基地布局"),
          ("布局|个|概念验证中心", "组建|个|创新联合体", "选派|名|科技特派员", "实施|项|关键技术攻关", "新建|个|中试基地", "引育|名|卓越工程师",
           "设立|支|成果转化基金", "建设|个|产业研究院")),
    Topic("内需", ("全方位扩大内需", "激发消费潜能扩大有效投资", "着力稳投资促消费"),
          ("以旧换新", "消费场景改造", "文旅融合", "夜间消费集聚区", "县域商业体系", "物流降本", "重大项目谋划储备", "要素跟着项目走", "民间资本推介", "水网骨干工程",
           "城际铁路前期", "冷链设施", "会展经济", "餐饮名店扶持"),
          ("举办|场|促消费活动", "新建|个|冷链物流节点", "推进|个|省级重点项目前期", "改造|条|步行街", "建设|个|县域商贸中心", "开工|个|水网工程",
           "推介|个|民间投资项目", "打通|条|断头路")),
    Topic("改革", ("深化重点领域改革", "打造一流营商环境", "以改革增活力添动力"),
          ("国有企业改革", "高效办成一件事", "信用修复", "公平竞争审查", "零基预算", "要素市场化配置", "招标投标整治", "中介服务规范", "涉企检查扫码", "数据资产登记",
           "开发区管委会改革", "供销社综合改革", "民营经济促进", "惠企政策免申即享"),
          ("推出|项|高效办成一件事", "清理|项|不合理限制", "免申即享|项|惠企政策", "盘活|宗|低效资产", "压减|项|证明事项", "办理|件|企业诉求",
           "上市培育|家|后备企业", "复制推广|项|改革经验")),
    Topic("开放", ("推进高水平对外开放", "拓展开放合作空间", "打造内外联通新高地"),
          ("口岸功能提升", "海外仓布局", "服务贸易创新", "自贸试验区压力测试", "国际班列开行", "外资企业圆桌会", "中间品贸易", "国际友城往来", "离岸结算", "保税维修",
           "市场采购贸易", "外贸新业态", "综合保税区联动", "境外参展"),
          ("布局|个|海外仓", "开行|列|国际班列", "组织|批|境外经贸团组", "新开|条|国际货运航线", "培育|家|外贸综服企业", "举办|场|跨境对接会",
           "设立|个|境外服务站")),
    Topic("乡村", ("扎实推进乡村全面振兴", "加快建设农业强{w}", "促进农业增效农民增收"),
          ("种业振兴", "盐碱地治理", "农机补短板", "设施农业更新", "和美乡村建设", "防返贫监测", "农产品精深加工", "农村厕所整改", "土地延包试点", "乡土人才培育",
           "村集体增收", "林下种植", "农业社会化服务", "品牌农业"),
          ("新增|万亩|高标准田块", "建设|个|和美示范村", "培育|家|农业龙头企业", "改造|座|提灌站", "推广|台|智能农机", "建成|个|产地仓",
           "打造|个|区域公用品牌", "培训|名|新型农民")),
    Topic("城镇", ("促进区域协调发展和新型城镇化", "提升城市功能品质", "推动区域优势互补"),
          ("都市圈同城化", "县城补短板", "地下管网更新", "城中村整治", "完整社区建设", "停车难治理", "城市体检", "飞地园区", "对口帮扶", "口袋公园建设", "历史街区保护",
           "智慧城市运行", "燃气安全改造", "毗邻地区共建"),
          ("更新|公里|地下管网", "建设|个|完整社区", "增设|个|停车泊位", "筹集|套|保障房源", "改造|公里|燃气管道", "新建|个|口袋绿地",
           "实施|个|城市更新单元", "加装|部|电梯")),
    Topic("生态", ("建设人与自然和谐共生的美丽{w}", "加快绿色低碳转型", "筑牢生态安全屏障"),
          ("河湖长制", "山水林田湖草沙治理", "新污染物治理", "碳足迹管理", "入河排污口整治", "无废城市建设", "矿山修复", "湿地保护", "清洁运输", "生态补偿",
           "绿电直连", "秸秆离田", "噪声治理", "水源地巡查"),
          ("修复|公顷|退化湿地", "治理|条|黑臭水体", "整治|个|入河排污口", "完成|万亩|营造林", "建设|个|零碳园区", "淘汰|辆|老旧货车",
           "修复|座|废弃矿山", "新增|万千瓦|清洁能源")),
    Topic("文化", ("繁荣发展文化事业和文化产业", "增强文化软实力", "推动文化旅游深度融合"),
          ("文物普查", "非遗传承", "公共文化下沉", "影视精品创作", "文博场馆开放", "研学线路", "全民阅读", "体育赛事", "古籍修复", "红色遗址保护", "数字文旅",
           "演艺市场", "民宿提升", "乡村戏台"),
          ("送演|场|基层文艺演出", "修缮|处|文物建筑", "新建|个|智慧书屋", "举办|项|体育赛事", "推出|条|研学线路", "扶持|部|文艺精品",
           "评定|家|等级民宿", "开放|个|文博场馆")),
    Topic("民生", ("切实保障和改善民生", "办好群众身边实事", "推动共同富裕取得新进展"),
          ("零工市场建设", "技能照亮前程", "义务教育扩优", "紧密型医联体", "家门口养老", "托幼一体", "长护险试点", "困境儿童关爱", "社会救助扩围", "残疾人服务", "门诊保障",
           "根治欠薪", "基层慢病管理", "退役军人服务"),
          ("新增|个|普惠托位", "建设|个|零工驿站", "改扩建|所|中小学", "建成|个|社区养老中心", "培训|万人次|技能人才", "配备|辆|流动医疗车",
           "改造|户|适老家庭", "新设|个|校外实践点")),
    Topic("安全", ("更好统筹发展和安全", "建设更高水平的平安{w}", "防范化解重点领域风险"),
          ("安全生产治本攻坚", "隐患动态清零", "防汛抗旱", "食品药品监管", "网络空间治理", "信访法治化", "矛盾多元化解", "债务化解", "保交房", "森林防火", "基层应急队伍",
           "反诈宣传", "校园周边整治", "金融风险处置"),
          ("排查|处|重大隐患", "建设|支|基层应急队伍", "加固|座|病险水库", "安装|万个|感知设备", "调处|件|矛盾纠纷", "开展|场|应急演练",
           "培训|名|安全员", "升级|个|乡镇救援站")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """An invented report."""

    region: str
    year: int
    title: tuple[str, ...]
    """The lines above the text."""
    lines: list[str]
    facts: list[Fact] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's stem."""
        return f"{self.region}{self.year}年政府工作报告"


def report(region: str, year: int, seed: int, chars: tuple[int, int] = CHARS) -> Report:
    """Invent a report.

    Args:
        region: the place it is of.
        year: that it plans; it reviews the year before.
        seed: the same gives the same report.
        chars: length wanted, fewest and most.

    """
    rng = Random(f"{seed} {region} {year}")
    word = "省" if region.endswith("省") else region[-1]
    # What was reached in a year is the same in every report of it.
    reached = results(region, year - 1, Random(f"{seed} {region} reached {year - 1}"), word)
    wanted = targets(region, year, rng, word)
    named = mentions(region, year, rng)
    told = [one.fact for one in (*reached, *wanted) if one.fact]
    lines = _Writer(rng, word, year).write(region, reached, wanted, named, chars)
    return Report(region, year, _title(region, year, rng), lines, [*told, *named])


def write(one: Report, folder: Path) -> Path:
    """Write a report as a Word file without heading styles, as they come.

    Returns: the path of the file.

    """
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    for line in one.title:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in one.lines:
        document.add_paragraph(line)
    path = folder / f"{one.name}.docx"
    document.save(str(path))
    return path


def _title(region: str, year: int, rng: Random) -> tuple[str, ...]:
    day = f"{year}年1月{rng.randrange(11, 27)}日"
    session = f"{region}第十{rng.choice('三四五')}届人民代表大会第{rng.choice('三四')}次会议"
    name = rng.choice(_SURNAMES) + rng.choice(_GIVEN) + rng.choice(_GIVEN)
    office = f"{region}主席" if region.endswith("自治区") else f"{region}{region[-1]}长"
    office = (
        f"{region}人民政府{'主席' if region.endswith('自治区') else region[-1] + '长'}"
        if rng.random() < 0.5
        else office
    )
    office = office.replace("省省长", "省省长").replace("市市长", "市市长")
    shapes = (
        (f"{year}年{region}政府工作报告", f"——{day}在{session}上", f"{office}　{name}"),
        ("政府工作报告", f"——{day}在{session}上", office, name),
        (f"{region}政府工作报告", f"（{day}）", f"{office} {name}"),
        (f"{region}人民政府工作报告", f"{day}在{session}上", f"{office}　{name}"),
        (f"政府工作报告（{year}年）", f"{day}在{session}上", f"{office} {name}"),
    )
    return rng.choice(shapes)


class _Writer:
    """Sentences of one report."""

    def __init__(self, rng: Random, word: str, year: int) -> None:
        self._rng = rng
        self._w = word
        self._year = year
        self._gov = "自治区" if word == "区" else word

    def write(
        self,
        region: str,
        reached: Sequence[Told],
        wanted: Sequence[Told],
        named: Sequence[Fact],
        chars: tuple[int, int],
    ) -> list[str]:
        rng, before, year = self._rng, self._year - 1, self._year
        topics = rng.sample(TOPICS, k=rng.randint(6, 10))
        needed = {one.place for one in (*reached, *wanted) if one.place != "head"}
        topics += [topic for topic in TOPICS if topic.place in needed and topic not in topics]
        review, plan = [topic for topic in topics if topic.place != "安全"][:7], topics
        past = {topic.place: [self._paragraph(topic, done=True)] for topic in review}
        future = {topic.place: [self._paragraph(topic, done=False)] for topic in plan}
        for one in reached:
            if one.place in past:
                past[one.place][0] += f"{one.clause}。"
        for one in wanted:
            if one.place != "head":
                future[one.place][0] += f"{self._firm()}{one.clause}。"
        for fact in named:
            place = rng.choice(list(future))
            future[place].append(self._mention(fact.indicator, rng.choice(plan)))
        opening = [one for one in reached if one.place == "head" or one.place not in past]
        head = self._head(region, opening, [one for one in wanted if one.place == "head"])
        length = sum(map(len, chain(*head, *past.values(), *future.values())))
        goal = rng.randint(chars[0] + 500, chars[1] - 1000)
        while length < goal:
            topic, done = rng.choice(plan), rng.random() < 0.35
            paragraph = self._paragraph(topic, done=done and topic in review)
            (past if done and topic in review else future)[topic.place].append(paragraph)
            length += len(paragraph)
        style = rng.choice(("（{n}）{t}。", "（{n}）{t}", "{n}是{t}。"))
        lines = ["各位代表：", *head[0][:1], f"一、{before}年工作回顾", *head[0][1:]]
        for n, topic in enumerate(review):
            lines += self._task(n, topic, past[topic.place], style)
        lines += [self._problems(), f"二、{year}年总体要求和主要目标", *head[1], f"三、{year}年重点任务"]
        for n, topic in enumerate(plan):
            lines += self._task(n, topic, future[topic.place], style)
        lines += ["四、加强政府自身建设", self._government()]
        return [*lines, f"各位代表！让我们同心同德、埋头实干，为谱写{region}发展新篇章而努力奋斗！", NOTICE]

    def _head(self, region: str, reached: Sequence[Told], wanted: Sequence[Told]) -> tuple[list[str], list[str]]:
        rng, before, year, w = self._rng, self._year - 1, self._year, self._w
        place = {"省": "省", "市": "市", "区": "自治区"}[w]
        greeting = f"现在，我代表{place}人民政府，向大会报告政府工作，请予审议，并请{place}政协委员和列席人员提出意见。"
        first = rng.choice(
            (
                f"{before}年，全{w}上下攻坚克难。",
                "过去一年，面对多重考验，我们迎难而上、稳中求进。",
                f"刚刚过去的{before}年，很不平凡。",
            )
        )
        told = list(reached)
        opening = (
            first
            + rng.choice(("初步核算，", "预计", ""))
            + _listed(told[:6], rng)
            + "。"
            + _listed(told[6:], rng)
            + "。"
        )
        plan = (
            f"“十四五”前四年，全{w}年均完成重点工程{rng.randrange(300, 3000)}项，累计建成高速公路{rng.randrange(200, 1900)}公里，"
            f"改善了{rng.randrange(20, 400)}万户群众的居住条件，经济结构不断优化，发展韧性持续增强。"
        )
        ahead = f"今年是“十四五”规划收官之年，做好全年工作意义重大。我们要锚定目标、久久为功，推动{region}高质量发展取得新成效。"
        aims = joined(wanted, rng) if rng.random() < 0.6 else list(wanted)
        if rng.random() < 0.4:
            aims = aims[:1] + rng.sample(aims[1:], k=len(aims) - 1)
        opener = rng.choice(
            (
                f"{year}年经济社会发展的主要预期目标是：",
                "今年发展主要预期目标为：",
                f"综合各方面因素，建议{year}年主要目标为：",
            )
        )
        goal = opener + _listed(aims, rng) + "。"
        return [greeting, opening, plan, "一年来，主要做了以下工作："], [ahead, goal]

    def _task(self, n: int, topic: Topic, paragraphs: Sequence[str], style: str) -> list[str]:
        title = topic.titles[(self._year + n) % len(topic.titles)].format(w=self._w)
        heading = style.format(n=_TENS[n] if n < 10 else f"十{_TENS[n - 10]}", t=title)
        return [heading + paragraphs[0], *paragraphs[1:]] if style.endswith("。") else [heading, *paragraphs]

    def _paragraph(self, topic: Topic, *, done: bool) -> str:
        return "".join(self._sentence(topic, done) for _ in range(self._rng.randint(3, 5)))

    def _sentence(self, topic: Topic, done: bool) -> str:
        rng = self._rng
        a, b, c = rng.sample(topic.objects, 3)
        v, u, t = rng.sample(_VERBS, 3)
        x, y = rng.sample(topic.counted, 2)
        better = rng.choice(_BETTER)
        if done:
            return rng.choice(
                (
                    f"{a}取得积极进展，{self._count(x)}，{self._count(y)}。",
                    f"{v}{a}，{u}{b}，{c}{better}，{self._count(x)}。",
                    f"{self._place()}{better}，{a}、{b}扎实开展，{self._count(x)}。",
                    f"{rng.choice(_LEADS)}，{self._count(x)}，{a}{better}。",
                )
            )
        return rng.choice(
            (
                f"{v}{a}，{u}{b}，{self._count(x)}，{self._count(y)}。",
                f"围绕{a}{t}{b}，{self._count(x)}，推动{c}{better}。",
                f"支持{self._place()}{v}{a}，{u}{b}，带动{c}{better}。",
                f"{rng.choice(_LEADS)}，{v}{a}、{b}，{self._count(x)}。",
                f"{self._count(x)}，{v}{a}，促进{b}{better}。",
            )
        )

    def _count(self, counted: str) -> str:
        verb, unit, noun = counted.split("|")
        n = self._rng.choice(
            (self._rng.randrange(6, 95), self._rng.randrange(100, 980), self._rng.randrange(11, 60) * 100)
        )
        return f"{verb}{noun}{n}{unit}" if self._rng.random() < 0.5 else f"{verb}{n}{unit}{noun}"

    def _place(self) -> str:
        return self._rng.choice(_STEMS) + self._rng.choice(_ENDS) + self._rng.choice(_SITES)

    def _firm(self) -> str:
        return self._rng.choice(("", "", "确保", "年内", f"到{self._year}年底，"))

    def _mention(self, subject: str, topic: Topic) -> str:
        a, b = self._rng.sample(topic.objects, 2)
        return self._rng.choice(
            (
                f"有序发展{subject}，{self._rng.choice(_VERBS)}{a}，推动{b}{self._rng.choice(_BETTER)}。",
                f"出台支持{subject}的政策，{self._rng.choice(_VERBS)}{a}。",
                f"{self._rng.choice(_VERBS)}{a}，加力培育{subject}、{b}等新增长点。",
            )
        )

    def _problems(self) -> str:
        a, b, c = (self._rng.choice(self._rng.choice(TOPICS).objects) for _ in range(3))
        return f"同时，我们清醒认识到，发展中还存在不少困难和问题，主要是：{a}不够平衡，{b}任务较重，{c}还有短板。我们一定认真加以解决。"

    def _government(self) -> str:
        return f"坚持依法行政，严控一般性支出，公开办理建议提案{self._rng.randrange(300, 1900)}件，让每一分钱都花在刀刃上。"


def _listed(told: Sequence[Told], rng: Random) -> str:
    mark = rng.choice(("，", "，", "；"))
    return mark.join(one.clause for one in told if one.clause)
