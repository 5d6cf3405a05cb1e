"""Words that exclude each other, English and Chinese: what rises doesn't fall, all isn't some, before isn't after.

An axis is what two words differ in; its poles are the words that may not stand for one another. Words of one pole count
as one. A word that is negated ("not faster", 不需要) changes to no other pole: negation is an axis of its own only
where it belongs to a word ("with" and "without").
"""

from __future__ import annotations

import re
from typing import NamedTuple

from paper_notes.language.script import is_han

# axis: pole | English words, "*" for any ending | Chinese words; one line a pole, indented where it goes on
_TABLE = """
change: up | increas* ris* rose grow* grew gain* rais* boost* enlarg* | 增加 增大 上升 升高 增长 提高 提升 变大
    升到 升至 增至 增到 涨到 变多 加大 扩大 上涨 变高 加长 延长 增多
change: down | decreas* reduc* drop* fall* fell declin* shrink* diminish* lower* lessen* shorten* | 减少 减小
    下降 降低 降到 降至 减到 减至 跌到 变小 缩小 缩短 下跌 变低 减弱 变少 减轻
more: more | more larger greater higher bigger exceed* above longer
    | 更多 更大 更高 大于 高于 多于 超过 超出 高出 更长 较大 较高 较多 偏高 偏大
more: less | less fewer smaller lower below under shorter
    | 更少 更小 更低 小于 低于 少于 不及 不足 不到 更短 较小 较低 较少 偏低 偏小
extreme: most | largest highest greatest maximum maximal most longest | 最大 最高 最多 最长
extreme: least | smallest lowest fewest minimum minimal least shortest | 最小 最低 最少 最短
good: good | better best outperform* superior surpass* beat* improv* benefi* help* exceed* win* effective*
    succe* | 更好 最好 优于 胜过 超过 领先 改善 变好 有效 成功 帮助 有益 最优 最佳 提高 提升
good: bad | worse* worst inferior underperform* hurt* degrad* harm* lose* loses poor* fail* ineffective*
    deteriorat* | 更差 最差 劣于 不如 不及 落后 变差 恶化 退化 损害 无效 失败 有害 损失
speed: fast | fast* quick* accelerat* rapid* speed* | 更快 加快 加速 较快 最快 快得多
speed: slow | slow* decelerat* sluggish* | 更慢 减慢 较慢 最慢 慢得多 拖慢
time: before | before prior previous* earlier early preced* beforehand | 之前 以前 此前 先前 事先 较早 早期 提前
time: after | after later late subsequently afterwards | 之后 以后 此后 随后 较晚 晚期 事后 推迟
rank: first | first earliest initial* | 最早 首次 首先 开头 一开始 最初 第一个 第一次 首个
rank: last | last latest final* eventual* | 最晚 最后 结尾 最终 最近一次
way: with | with using including contains containing uses supports requires needs | 带有 具有 包含 含有 使用
    采用 加入 需要 拥有
way: without | without lack* exclud* remov* omit* absen* lacking | 不含 不带 不用 无需 去掉 移除 不需要
    缺少 缺乏 不使用 不采用 未用 省去
order: linear | linear linearly proportional* | 线性 正比
order: quadratic | quadratic* squared square | 平方 二次
order: cubic | cubic* | 立方 三次方
order: logarithmic | logarithmic* log | 对数
order: exponential | exponential* | 指数
order: constant | constant | 常数 恒定
sync: yes | synchronous* | 同步
sync: no | asynchronous* | 异步
cycle: yes | cyclic loops | 有环
cycle: no | acyclic | 无环
label: yes | supervised | 有监督
label: no | unsupervised | 无监督
label: half | semi-supervised semisupervised | 半监督
sign: plus | positive* | 正样本 正例 正相关 正的 为正
sign: minus | negative* | 负样本 负例 负相关 负的 为负
side: left | left | 左
side: right | right | 右
level: upper | upper top | 上层 上部 上方 顶部 上半 上界
level: lower | lower bottom | 下层 下部 下方 底部 下半 下界 底层
flow: in | input inputs incoming | 输入
flow: out | output outputs outgoing | 输出
coder: enc | encoder encoders encod* | 编码器
coder: dec | decoder decoders decod* | 解码器
ends: source | source sources | 源端 源语言 源词 源任务 源
ends: target | target targets sink sinks | 目标端 目标语言 目标词 汇
split: train | "training set" "training data" | 训练集
split: test | "test set" "test data" | 测试集
split: valid | "validation set" "development set" "dev set" | 验证集 开发集
reach: local | local locally | 局部
reach: global | global globally | 全局
length: short | short-term short shorter | 短期 较短
length: long | long-term long longer long-range | 长期 较长 长程
fill: sparse | sparse sparsity | 稀疏
fill: dense | dense densely | 稠密 密集
depth: deep | deep deeper | 更深 较深 深部
depth: shallow | shallow wide wider | 更浅 较浅 宽部
tie: free | independent* irrelevant invariant | 独立 无关 不变 不依赖 不取决
tie: bound | depend* proportional correlated | 依赖 取决 相关 有关
same: same | same identical* equal* similar* comparabl* consistent* | 相同 一样 一致 相近 相当 类似 同等 等同
same: other | differ* distinct* unequal* inconsistent* contrar* | 不同 不一样 不一致 有别 相反 差别很大
ease: easy | easy easier easily simple simpler simply straightforward | 容易 简单 易于 轻易
ease: hard | hard harder difficult* complex* complicat* tedious | 困难 难以 复杂 繁琐
price: cheap | cheap* inexpensive low-cost | 便宜 廉价 低成本
price: dear | expensive costly | 昂贵 更贵 代价高
turn: forward | forward ascending | 前向 正向 升序
turn: backward | backward* descending revers* | 反向 后向 降序 逆序
run: parallel | parallel* simultaneous* concurrent* jointly joint | 并行 同时 联合
run: serial | sequential* serial* separate* disjoint | 串行 顺序 逐个 依次 分开 单独
line: online | online live | 在线 线上
line: offline | offline | 离线 线下
strength: strong | strong* substantial* significant* dramatic* large clear* considerabl* | 显著 明显 大幅 可观
strength: weak | weak* slight* marginal* negligible insignificant* minor barely hardly | 轻微 略微 小幅 微弱
    不显著 不明显 几乎没有
can: yes | can able allow* possible permits feasible | 能够 可以 可行 允许
can: no | cannot "can not" unable impossible can't intractable infeasible prevents | 不能 无法 不可能 不可行
keep: start | start* continu* resum* unblock* | 开始 继续 恢复 解除
keep: stop | stop* halt* block* interrupt* paus* | 停止 停下 暂停 中止 阻塞 中断
fixed: random | random* stochastic* | 随机
fixed: determined | deterministic* | 确定性 确定的
scope: all | all every each entire* whole both always any everything fully completely | 所有 全部 每个 每一 每种
    每次 任何 任意 总是 完全 都 一切 各个 整个 两者都
scope: most | most majority mostly usually generally typically mainly largely often commonly | 多数 大多 大部分
    通常 一般 主要 往往 绝大
scope: some | some several part partly partial* few sometimes certain occasionally minority | 部分 一些 有些
    少数 个别 有的 有时 若干 某些 之一 少量
only: only | only solely exclusively just merely alone sole unique* | 只是 只有 只能 仅 唯一 仅仅 单单 只
only: also | also "not only" additionally besides | 不只 不仅 不止 也
"""


class Word(NamedTuple):
    """A word of an axis in a text; offsets into it."""

    axis: str
    pole: str
    start: int
    end: int


def _parsed() -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    english: dict[str, list[tuple[str, str]]] = {}
    chinese: dict[str, list[tuple[str, str]]] = {}
    for line in _TABLE.replace("\n    ", " ").strip().splitlines():
        name, latin, han = line.split("|")
        axis, _, pole = (part.strip() for part in name.partition(":"))
        for word in re.findall(r'"([^"]+)"|(\S+)', latin):
            english.setdefault(word[0] or word[1], []).append((axis, pole))
        for word in han.split():
            chinese.setdefault(word, []).append((axis, pole))
    return english, chinese


_ENGLISH, _CHINESE = _parsed()
_LATIN = re.compile(
    r"(?<![A-Za-z-])(?:"
    + "|".join(
        re.escape(word).replace(r"\*", "[A-Za-z]*") + ("" if word.endswith("*") else r"(?![A-Za-z])")
        for word in sorted(_ENGLISH, key=len, reverse=True)
    )
    + ")",
    re.I,
)
_STARS = sorted((word for word in _ENGLISH if word.endswith("*")), key=len, reverse=True)
_HAN = re.compile("|".join(sorted(_CHINESE, key=len, reverse=True)))
_COMPOUND = re.compile(
    r"梯度下降|随机梯度|平均|均值|均匀|提高精度|线性层|线性变换|线性模型|全局平均|有效性|指数移动|指数衰减|指数加权"
    r"|常数项|不同的|同时|[做得看听想用学拿找遇达办见]不到|不到[一]?个"
)
"""Terms that hold a word of an axis and turn on nothing."""
_NEGATED = re.compile(
    r"(?:\b(?:not|never|cannot|hardly|no longer|nor)\s+(?:\w+\s+){0,2}|n[’']t\s+(?:\w+\s+)?"
    r"|[不没未非无别]\s?(?:再|会|能|是|太|必|很)?)$",
    re.I,
)


def words_of(text: str) -> list[Word]:
    """Every word of an axis in a text, in order; a word that stands on several axes comes once for each."""
    compounds = [match.span() for match in _COMPOUND.finditer(text)]
    found = []
    for match in (*_LATIN.finditer(text), *_HAN.finditer(text)):
        start, end = match.span()
        if any(a <= start < b for a, b in compounds) or _NEGATED.search(text[max(0, start - 24) : start]):
            continue
        word = match[0]
        found += [Word(*of, start, end) for of in (_CHINESE[word] if is_han(word) else _latin(word.casefold()))]
    return found


def _latin(word: str) -> list[tuple[str, str]]:
    if word in _ENGLISH:
        return _ENGLISH[word]
    for pattern in _STARS:
        if word.startswith(pattern[:-1]):
            return _ENGLISH[pattern]
    return []
