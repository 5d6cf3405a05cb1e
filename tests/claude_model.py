# ruff: noqa: E501
"""What a model would answer about the paper of ``tests/papers.py``: a reading and a note."""

from __future__ import annotations

import json
from typing import Any


def item(statement: str, page: int, quote: str) -> dict[str, Any]:
    return {"statement": statement, "page": page, "quote": quote}


AGREEMENT = item("邻居一致率为 0.81，按日期排序为 0.43。", 2, "neighbour agreement of 0.81 on 120 notes, against 0.43")
DATE = item("已有方法按日期排列笔记，相关的笔记被拆开。", 1, "Earlier methods sort notes by date")
LAPLACIAN = item("用图拉普拉斯矩阵的第二特征向量排序。", 1, "eigenvector of the graph Laplacian")


def reading(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "title": "Arranging a Shelf of Reading Notes",
        "authors": ["Ada Lovelace", "Grace Hopper"],
        "year": None,
        "venue": None,
        "description": "用谱排序把相关的阅读笔记排在一起。",
        "tags": ["谱排序", "阅读笔记"],
        "difficulty": 3,
        "difficulty_reason": "需要线性代数基础",
        "prerequisites": ["图拉普拉斯矩阵"],
        "problem": DATE,
        "existing": [DATE],
        "cause": item("按日期排序不看内容。", 1, "sort notes by date, which separates related ones"),
        "approach": LAPLACIAN,
        "contributions": [item("提出谱序目标。", 1, "a spectral order that keeps related notes together")],
        "dataflow": [item("笔记先变成词向量。", 1, "cosine of their term vectors")],
        "modules": [
            {
                "name": "谱排序",
                "inputs": "相似度图",
                "outputs": "一维次序",
                "steps": [LAPLACIAN],
                "formulas": [],
                "reasons": [item("它使相似笔记的平方距离最小。", 1, "minimises the squared distance of similar notes")],
            }
        ],
        "training": [],
        "results": [
            {
                "statement": "一致率达到 0.81。",
                "metric": "邻居一致率",
                "value": "0.81",
                "setting": "120 篇笔记",
                "baseline": "按日期 0.43",
                "page": 2,
                "quote": "The order reaches a neighbour agreement of 0.81",
            }
        ],
        "ablations": [item("去掉细化后一致率降到 0.77。", 2, "Without the refinement the agreement falls to 0.77")],
        "limits": [item("不处理双语笔记。", 2, "does not handle notes in two")],
        "figures": [],
        "questions": [
            {"kind": "principle", "question": "为什么取第二特征向量？", "evidence": [LAPLACIAN]},
        ],
    }
    return values | changes


NOTE = """## TL;DR

阅读笔记按日期排列，问题是内容相近的笔记被拆开。谱排序（spectral order）用图拉普拉斯矩阵的第二特征向量给笔记定位，再交换邻居细化，邻居一致率为 0.81。

## 论文概述

**问题**：笔记合集不断增长，按日期排列使内容相近的笔记相距很远 [p. 1]。

**方案**：把笔记的词向量连成相似度图，用谱序把图压成一条线 [p. 1]。

**贡献**：

1. 给出书架次序的目标函数与谱松弛 [p. 1]。
2. 在 120 篇笔记上测量邻居一致率 [p. 1]。

## 背景与动机

已有工具按日期排列笔记，次序只取决于写作时间 [p. 1]。同一主题的笔记隔着几个月写成，在书架上就离得很远。

根本原因在于日期与内容无关。把内容变成可以比较的量，才能让次序反映主题。

## 核心方法

### 整体架构

数据从笔记流向词向量，再到相似度图，最后得到一条次序 [p. 1]。三个环节各做一件事：表示、比较、排列。论文没有给出架构图。

### 谱排序

把书架想成一根拉直的橡皮筋，相似的笔记之间拉着弹簧，松手后弹簧会把它们拉到一起。输入是相似度图 $W$，输出是每篇笔记的位置 $x$。

两篇笔记的相似度是词向量的余弦 [p. 1]。位置取图拉普拉斯矩阵的第二特征向量，因为它使相似笔记的平方距离最小 [p. 1]：

$$
x = \\arg\\min_{x} \\sum_{i,j} W_{ij} (x_i - x_j)^2
$$

- $x$：笔记在书架上的位置
- $W$：两篇笔记的相似度

```python
def shelf(similarity):
    degree = similarity.sum(axis=1)
    values, vectors = eigh(diag(degree) - similarity)
    return argsort(vectors[:, 1])
```

第一特征向量是常数，把所有笔记放在同一点，所以取下一个。直接搜索次序的代价随笔记数阶乘增长，谱松弛只需一次特征分解。

### 训练与实现细节

次序得到之后，再通过交换相邻笔记做细化 [p. 1]。这一步修正松弛带来的取整误差。

## 实验分析

### 主要结果

谱序与人工书架的邻居一致率高于按日期排序 [p. 2]，差距为 0.38（推算：0.81 − 0.43 = 0.38）。

| 次序 | 邻居一致率 |
| --- | --- |
| 谱序 | 0.81 |
| 按日期 | 0.43 |

### 消融实验

去掉细化，一致率降到 0.77 [p. 2]，说明主要的增益来自谱序本身。

### 局限

方法不处理双语笔记 [p. 2]。词向量在两种语言之间没有共同的词，相似度接近零。

## 深度理解问答

### Q1：为什么取第二特征向量？

第一特征向量对应常数解，所有笔记落在同一点，目标函数为零却没有次序。第二特征向量是在与常数正交的约束下使平方距离最小的解，它给出的坐标可以直接排序 [p. 1]。以三篇笔记为例，若前两篇相似，它们的坐标会靠近，第三篇落在另一端。

### Q2：邻居一致率衡量什么？

它数的是在两种排法里都相邻的笔记对，看的是局部次序。整条书架左右翻转，一致率不变，因此它适合衡量没有方向的排列。数值为 0.81 意味着大部分相邻关系与人的排法相同 [p. 2]。

### Q3：什么情况下方法会失效？

当相似度图不连通时，第二特征值为零，特征向量只区分连通分量，分量内部没有次序。论文承认双语合集是一个例子 [p. 2]。推测：给每个连通分量单独排序再拼接，可以绕开这个问题。

### Q4：能否迁移到别的合集？

只要能算出两两相似度就可以，图片、代码片段都满足。推测：换成语义向量后，双语笔记之间会出现非零的相似度，局限随之减轻，代价是需要一个多语言模型。

## 总结与思考

### 核心贡献

- 把书架次序写成图上的排列问题
- 用一次特征分解得到全部位置

### 局限性

- 双语合集缺少共同的词
- 只在一种规模上做过测量

### 适用场景

- 主题清楚、单一语言的笔记合集
- 需要离线排好、偶尔更新的书架
"""


def answer(body: dict[str, Any], number: int = 0) -> dict[str, Any]:
    """The right answer to whatever stage asks."""
    asked = body.get("output_config", {}).get("format", {}).get("schema", {}).get("properties", {})
    if "modules" in asked:
        return {"text": json.dumps(reading(), ensure_ascii=False)}
    if "items" in asked:
        return {"text": json.dumps({"items": []})}
    return {"text": NOTE}
