"""Terms of research papers in English with the Chinese words that the field uses for them, one for each.

Only fixed terms are listed, as textbooks and standards translate them. Words that every paper uses ("model", "data")
are known too, for headings and heads of tables, and are no terms of a text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from paper_notes.language.identify import Language

_PAIRS = """
residual=残差; residual learning=残差学习; residual network=残差网络; residual block=残差块
shortcut connection=捷径连接; skip connection=跳跃连接; identity mapping=恒等映射; deep learning=深度学习
machine learning=机器学习; neural network=神经网络; convolutional neural network=卷积神经网络
recurrent neural network=循环神经网络; deep neural network=深度神经网络; graph neural network=图神经网络
feed-forward network=前馈网络; convolution=卷积; convolutional layer=卷积层; pooling=池化; max pooling=最大池化
average pooling=平均池化; fully connected layer=全连接层; hidden layer=隐藏层; hidden state=隐状态
activation function=激活函数; batch normalization=批归一化; layer normalization=层归一化; normalization=归一化
dropout=随机失活; attention mechanism=注意力机制; self-attention=自注意力; multi-head attention=多头注意力
encoder=编码器; decoder=解码器; positional encoding=位置编码; embedding=嵌入; word embedding=词嵌入
word vector=词向量; language model=语言模型; large language model=大语言模型; pre-training=预训练; fine-tuning=微调
transfer learning=迁移学习; representation learning=表示学习; few-shot learning=少样本学习; zero-shot=零样本
multi-task learning=多任务学习; active learning=主动学习; reinforcement learning=强化学习
supervised learning=监督学习; unsupervised learning=无监督学习; weakly supervised=弱监督; semi-supervised=半监督
self-supervised=自监督; contrastive learning=对比学习; multiple instance learning=多示例学习
knowledge distillation=知识蒸馏; foundation model=基础模型; autoencoder=自编码器
variational autoencoder=变分自编码器; generative adversarial network=生成对抗网络; diffusion model=扩散模型
loss function=损失函数; objective function=目标函数; cross-entropy=交叉熵; backpropagation=反向传播; gradient=梯度
gradient descent=梯度下降; stochastic gradient descent=随机梯度下降; stochastic optimization=随机优化
optimizer=优化器; learning rate=学习率; momentum=动量; weight decay=权重衰减; regularization=正则化
overfitting=过拟合; underfitting=欠拟合; generalization=泛化; vanishing gradient=梯度消失
exploding gradient=梯度爆炸; initialization=初始化; convergence=收敛; hyperparameter=超参数; hyper-parameter=超参数
mini-batch=小批量; minibatch=小批量; batch size=批大小; training set=训练集; validation set=验证集; test set=测试集
data set=数据集; dataset=数据集; benchmark=基准; baseline=基线; data augmentation=数据增强
cross-validation=交叉验证; ablation study=消融实验; accuracy=准确率; precision=精确率; recall=召回率
error rate=错误率; classification=分类; image classification=图像分类; object detection=目标检测
semantic segmentation=语义分割; segmentation=分割; object recognition=物体识别; image recognition=图像识别
face recognition=人脸识别; feature extraction=特征提取; feature map=特征图; computer vision=计算机视觉
stereo matching=立体匹配; optical flow=光流; point cloud=点云; image compression=图像压缩
natural language processing=自然语言处理; machine translation=机器翻译; statistical machine translation=统计机器翻译
sentiment analysis=情感分析; named entity recognition=命名实体识别; question answering=问答
speech recognition=语音识别; information retrieval=信息检索; text classification=文本分类; topic model=主题模型
vocabulary=词表; corpus=语料库; perplexity=困惑度; beam search=束搜索; word representation=词表示; phrase=短语
parsing=句法分析; recommender system=推荐系统; recommendation=推荐; collaborative filtering=协同过滤
matrix factorization=矩阵分解; click-through rate=点击率; conversion rate=转化率
post-click conversion rate=点击后转化率; sample selection bias=样本选择偏差; data sparsity=数据稀疏
cold start=冷启动; ranking=排序; user behavior=用户行为; feature engineering=特征工程; sparse feature=稀疏特征
cross-product transformation=叉积变换; linear model=线性模型; generalized linear model=广义线性模型
logistic regression=逻辑回归; linear regression=线性回归; support vector machine=支持向量机; decision tree=决策树
random forest=随机森林; clustering=聚类; k-means=K 均值; principal component analysis=主成分分析
principal components analysis=主成分分析; singular value decomposition=奇异值分解; dimensionality reduction=降维
low rank=低秩; low-rank=低秩; matrix completion=矩阵补全; sparse coding=稀疏编码; eigenvalue=特征值
eigenvector=特征向量; Gaussian process=高斯过程; Bayesian inference=贝叶斯推断; posterior distribution=后验分布
prior distribution=先验分布; maximum likelihood=最大似然; Markov chain=马尔可夫链; Monte Carlo=蒙特卡罗
random walk=随机游走; hidden Markov model=隐马尔可夫模型; probability distribution=概率分布; variance=方差
standard deviation=标准差; confidence interval=置信区间; hypothesis test=假设检验; time series=时间序列
multi-armed bandit=多臂赌博机; bandit=赌博机; regret=遗憾; upper confidence bound=置信上界
convex optimization=凸优化; nearest neighbor search=最近邻搜索; nearest neighbor=最近邻
approximate nearest neighbor=近似最近邻; similarity search=相似性搜索; inverted index=倒排索引
inverted file=倒排文件; product quantization=乘积量化; locality-sensitive hashing=局部敏感哈希; small world=小世界
proximity graph=近邻图; skip list=跳表; hash table=哈希表; hash coding=哈希编码; hash function=哈希函数
Bloom filter=布隆过滤器; data structure=数据结构; amortized=摊还; persistent data structure=持久化数据结构
functional programming=函数式编程; lazy evaluation=惰性求值; priority queue=优先队列; binary search=二分查找
time complexity=时间复杂度; space complexity=空间复杂度; computational complexity=计算复杂度
computational cost=计算开销; distributed system=分布式系统; consensus=共识; fault tolerance=容错
failure recovery=故障恢复; snapshot=快照; checkpoint=检查点; stream processing=流处理; dataflow=数据流
throughput=吞吐量; latency=延迟; state machine=状态机; message passing=消息传递; database system=数据库系统
main memory database=内存数据库; transaction=事务; concurrency control=并发控制; query processing=查询处理
main memory=主存; cache=缓存; operating system=操作系统; parallel computing=并行计算; open source=开源
software package=软件包; automatic differentiation=自动微分; differential equation=微分方程
partial differential equation=偏微分方程; boundary condition=边界条件; finite element=有限元
numerical simulation=数值模拟; Fourier transform=傅里叶变换; time-frequency=时频; spectrogram=频谱图
music transcription=音乐转录; signal processing=信号处理; vector field=向量场; texture=纹理; rendering=渲染
visualization=可视化; line integral convolution=线积分卷积; flow duration curve=流量历时曲线; streamflow=径流
evapotranspiration=蒸散发; afforestation=造林; catchment=流域; rainfall=降雨; plantation=人工林; glial cell=胶质细胞
astrocyte=星形胶质细胞; calcium wave=钙波; gap junction=缝隙连接; neuron=神经元; synapse=突触
membrane potential=膜电位; action potential=动作电位; ephaptic coupling=旁触耦合; electric field=电场
extracellular=细胞外; intracellular=细胞内; cortex=皮层; hippocampus=海马; protein=蛋白质; gene expression=基因表达
clinical trial=临床试验; risk factor=危险因素; odds ratio=比值比; prevalence=患病率; cohort=队列
body mass index=体重指数; patients=患者; whole slide image=全切片图像; computational pathology=计算病理学
cancer=癌症; robot=机器人; trajectory=轨迹; sensor=传感器; control system=控制系统; jet=喷流; shock wave=激波
bow shock=弓形激波; galaxy=星系; star formation=恒星形成; anomaly detection=异常检测; reconstruction error=重构误差
latent variable=隐变量; latent space=隐空间; manifold=流形; stochastic neighbor embedding=随机邻域嵌入
crowding problem=拥挤问题; Johnson-Lindenstrauss=约翰逊–林登斯特劳斯; random projection=随机投影
Euclidean space=欧氏空间; theorem=定理; lemma=引理; upper bound=上界; lower bound=下界
internal covariate shift=内部协变量偏移; covariate shift=协变量偏移; saturating nonlinearity=饱和非线性
nonlinearity=非线性; stock price=股票价格; gated recurrent unit=门控循环单元; long short-term memory=长短期记忆
prediction=预测; forecasting=预测; food safety=食品安全; risk warning=风险预警; supply chain=供应链
blockchain=区块链; Internet of Things=物联网; edge computing=边缘计算; social network=社交网络
complex network=复杂网络; community detection=社区发现; shortest path=最短路径; centrality=中心性
evolutionary algorithm=进化算法; genetic algorithm=遗传算法; particle swarm optimization=粒子群优化
simulated annealing=模拟退火; dynamic programming=动态规划; integer programming=整数规划; scheduling=调度
pricing=定价; crowdsourcing=众包; probability=概率; likelihood=似然; entropy=熵; mutual information=互信息
sampling=采样; negative sampling=负采样
"""
_HEADINGS = """
model architecture=模型架构; experiments=实验; results=结果; method=方法; training=训练; training data=训练数据
model=模型; inference=推断; evaluation=评估; attention=注意力; architecture=架构; algorithm=算法; data=数据
parameters=参数; time=时间; experimental setup=实验设置; implementation=实现; problem definition=问题定义
notation=符号; convergence analysis=收敛性分析
"""


def _pairs(text: str) -> dict[str, str]:
    pairs = (entry.partition("=") for entry in re.split(r"[;\n]", text) if entry.strip())
    return {english.strip().lower(): chinese.strip() for english, _, chinese in pairs}


@cache
def _english_to_chinese() -> dict[str, str]:
    return _pairs(_PAIRS)


@cache
def _headings() -> dict[str, str]:
    return _pairs(_HEADINGS)


@cache
def _chinese_to_english() -> dict[str, str]:
    found: dict[str, str] = {}
    for english, chinese in _english_to_chinese().items():
        found.setdefault(chinese, english)
    return found


@cache
def _english_pattern() -> re.Pattern[str]:
    """The terms, longest first; a hyphen may be a space, and the last word may stand in the plural."""
    forms = []
    for english in sorted(_english_to_chinese(), key=len, reverse=True):
        form = re.sub(r"[ -]", r"[ -]", re.escape(english).replace(r"\ ", " ").replace(r"\-", "-"))
        forms.append(f"{form[:-1]}(?:y|ies)" if form.endswith("y") else f"{form}(?:e?s)?")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.I)


@cache
def _chinese_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_chinese_to_english(), key=len, reverse=True))))


def counterpart(term: str, language: Language) -> str:
    """The term in the other language; ``language`` is its own. "" when it isn't listed."""
    if language == "zh":
        headings = {chinese: english for english, chinese in _headings().items()}
        return _chinese_to_english().get(term, "") or headings.get(term, "")
    return _english_to_chinese().get(_listed(term), "") or _headings().get(term.lower(), "")


def terms_in(text: str, language: Language) -> Counter[str]:
    """How often each listed term stands in a text of this language, in the form in which it is listed."""
    if language == "zh":
        return Counter(match[0] for match in _chinese_pattern().finditer(text))
    return Counter(_listed(match[0]) for match in _english_pattern().finditer(text))


def _listed(term: str) -> str:
    """The form in which an English term is listed: in lower case, with its hyphens, in the singular."""
    known = _english_to_chinese()
    low = term.lower()
    for form in (low, re.sub(r"ies$", "y", low), re.sub(r"s$", "", low), re.sub(r"es$", "", low)):
        for spelled in (form, form.replace("-", " "), *_hyphened(form)):
            if spelled in known:
                return spelled
    return low


def _hyphened(term: str) -> list[str]:
    """The term with one of its spaces as a hyphen."""
    places = [match.start() for match in re.finditer(" ", term)]
    return [f"{term[:place]}-{term[place + 1 :]}" for place in places]
