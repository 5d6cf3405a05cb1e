"""Words of research papers, Chinese to English: enough to see which page of an English paper a Chinese sentence
speaks of, not to translate it."""

from __future__ import annotations

import re

_PAIRS = re.findall(
    r"(\S+)=(\S+)",
    """
    注意力=attention 自注意力=self/attention 多头=multi/head 编码器=encoder 解码器=decoder 编码=encode 解码=decode
    嵌入=embedding 位置=position 层=layer 残差=residual 连接=connection 前馈=feed/forward 归一化=normalize
    批归一化=batch/normalization 层归一化=layer/normalization 激活=activation 非线性=nonlinear 线性=linear
    卷积=convolution 池化=pooling 循环=recurrent 递归=recursive 门=gate 隐状态=hidden/state 隐藏=hidden
    隐变量=latent 神经网络=neural/network 网络=network 深度=deep 权重=weight 偏置=bias 参数=parameter
    超参数=hyperparameter 向量=vector 矩阵=matrix 张量=tensor 特征=feature 特征值=eigenvalue 特征向量=eigenvector
    梯度=gradient 梯度下降=gradient/descent 反向传播=backpropagation 优化器=optimizer 优化=optimization
    动量=momentum 学习率=learning/rate 步长=step/size 预热=warmup 热身=warmup 衰减=decay 正则=regularization
    丢弃=dropout 标签平滑=label/smoothing 损失=loss 损失函数=loss/function 目标函数=objective 目标=objective/target
    收敛=convergence 遗憾=regret 上界=bound 下界=bound 凸=convex 随机=stochastic/random 采样=sampling 抽样=sampling
    负采样=negative/sampling 初始化=initialization 初始=initial 训练=training 训练集=training/set 测试集=test/set
    验证集=validation 测试=test 验证=validation 评估=evaluation 推理=inference 推断=inference 预测=prediction
    分类=classification 分类器=classifier 回归=regression 逻辑回归=logistic/regression 聚类=clustering 排序=ranking
    推荐=recommendation 点击率=click/ctr 点击=click 转化率=conversion/cvr 转化=conversion 曝光=impression 用户=user
    物品=item 商品=item 广告=advertising 电商=commerce 交互=interaction 行为=behavior 序列=sequence
    长序列=long/sequence 子序列=subsequence 词=word 词元=token 词向量=word/vector 词表=vocabulary 句子=sentence
    语料=corpus 语言模型=language/model 语言=language 翻译=translation 机器翻译=machine/translation 句法=syntactic
    语法=grammar 语义=semantic 类比=analogy 上下文=context 中心词=current/word 跳字=skip 词袋=bag 层次=hierarchical
    霍夫曼=huffman 相似度=similarity 余弦=cosine 距离=distance 概率=probability 分布=distribution 先验=prior
    后验=posterior 期望=expectation 方差=variance 标准差=standard/deviation 均值=mean 平均=average 中位数=median
    偏差=bias 无偏=unbiased 估计=estimate 矩估计=moment 一阶=first 二阶=second 矩=moment 噪声=noise 稀疏=sparse
    稠密=dense 数据=data 数据集=dataset 样本=sample/example 小批量=minibatch 批=batch 轮=epoch 迭代=iteration
    步=step 任务=task 多任务=multi/task 辅助=auxiliary 主任务=main 共享=sharing 迁移=transfer 预训练=pre/training
    微调=fine/tuning 监督=supervised 无监督=unsupervised 自监督=self/supervised 强化学习=reinforcement 奖励=reward
    策略=policy 状态=state 动作=action 智能体=agent 图像=image 像素=pixel 目标检测=detection 检测=detection
    分割=segmentation 视觉=vision 视频=video 语音=speech 音频=audio 音乐=music 音符=note 手写=handwritten
    数字识别=digit 识别=recognition 生成=generation 对抗=adversarial 扩散=diffusion 去噪=denoising 图=graph
    节点=node 边=edge 树=tree 复杂度=complexity 计算量=computation 并行=parallel 串行=sequential 顺序=sequential
    路径长度=path/length 路径=path 内存=memory 显存=memory 缓存=cache 速度=speed 时间=time 吞吐=throughput
    延迟=latency 加速=accelerate 硬件=hardware 分布式=distributed 副本=replica 机器=machine 服务器=server
    进程=process 消息=message 通信=communication 容错=fault/tolerant 故障=failure 恢复=recovery 快照=snapshot
    检查点=checkpoint 日志=log 事务=transaction 数据库=database 查询=query 索引=index 检索=retrieval 键=key 值=value
    查询向量=query 缩放=scaling 点积=dot/product 加性=additive 掩码=mask 遮蔽=mask 自回归=autoregressive 束搜索=beam
    束宽=beam 惩罚=penalty 集成=ensemble 基线=baseline 对照=control 消融=ablation 实验=experiment 结果=result
    准确率=accuracy 精度=accuracy 召回=recall 误差=error 错误率=error 困惑度=perplexity 显著=significant
    置信区间=confidence 假设=assume 假设检验=hypothesis 相关=correlation 因果=causal 参与者=participant
    被试=participant 受试者=subject 问卷=questionnaire 量表=scale 干预=intervention 年龄=age 性别=sex/gender
    女性=women/female 男性=men/male 健康=health 患者=patient 临床=clinical 疾病=disease 死亡=mortality
    治疗=treatment 剂量=dose 效应=effect 协变量=covariate 协变量偏移=covariate/shift
    内部协变量偏移=internal/covariate/shift 偏移=shift 饱和=saturation 白化=whitening 仿射=affine 缩放因子=scale
    移动平均=moving/average 滑动平均=moving/average 滑动窗口=sliding/window 窗口=window 指数=exponential
    对数=logarithm 平方=squared 根=root 乘积=product 求和=sum 归纳=induction 证明=proof 定理=theorem 引理=lemma
    推论=corollary 不等式=inequality 有界=bounded 无穷范数=infinity/norm 范数=norm 梯度裁剪=clipping 爆炸=exploding
    消失=vanishing 长程依赖=long/dependency 依赖=dependency 局部=local 全局=global 维度=dimension 维=dimension
    通道=channel 输入=input 输出=output 架构=architecture 模型=model 算法=algorithm 方法=method 框架=framework
    模块=module 端到端=end 整个空间=entire/space 空间=space 样本选择偏差=selection/bias 稀疏性=sparsity
    局限=limitation 未来=future 代码=code 开源=open/source 公开=public 工业=industrial 线上=online 在线=online
    离线=offline 天=day 小时=hour 分钟=minute 秒=second 亿=billion 百万=million 千=thousand 英语=english 德语=german
    法语=french 中文=chinese 新闻=news 价格=price 股票=stock 交通=traffic 气候=climate 温度=temperature 水=water
    森林=forest 土壤=soil 神经元=neuron 大脑=brain 细胞=cell 蛋白=protein 基因=gene 分子=molecule 能量=energy
    电场=field 频率=frequency 信号=signal 滤波=filter 控制=control 机器人=robot 传感器=sensor 相机=camera
    立体匹配=stereo/matching 视差=disparity 深度图=depth 三维=3d 点云=point/cloud 重建=reconstruction
    压缩=compression 量化=quantization 剪枝=pruning 蒸馏=distillation 知识=knowledge 安全=safety 隐私=privacy
    加密=encryption 攻击=attack 鲁棒=robust 泛化=generalization 过拟合=overfitting 欠拟合=underfitting
    早停=early/stopping 数据增强=augmentation 标注=annotation 标签=label 人工=human 众包=crowd
    主动学习=active/learning 冷启动=cold/start 协同过滤=collaborative/filtering 评分=rating 矩阵分解=factorization
    偏好=preference 会话=session 长度=length 短=short 长=long 多义=polysemy 成本=cost 代价=cost
    训练成本=training/cost 浮点=flops 单模型=single/model 大模型=big 小模型=small 首次=first 提出=propose
    证据=evidence 讨论=discussion 结论=conclusion 附录=appendix 致谢=acknowledgment 曲线=curve 横轴=axis 纵轴=axis
    下降=decrease 上升=increase 提高=improve 提升=improve 降低=reduce 减少=reduce 增加=increase 比较=compare
    选择=choose/selection 更新=update 修正=correction 偏差修正=bias/correction 校正=correction
    有效步长=effective/stepsize 信噪比=signal/noise 信赖域=trust/region 自适应=adaptive 稳定=stable
    非平稳=non/stationary 平稳=stationary 内存需求=memory/requirement 对角=diagonal 不变=invariant 尺度=scale
    翻倍=double/twice 一半=half 三分之一=third 四分之一=quarter/fourth 倍=times/fold 之前=before/previous 之后=after
    以前=previous 先前=previous/prior 此前=previous/prior 随后=then/subsequent 最早=earliest/first 最晚=latest/last
    最新=latest/recent 最后=last/final 最初=initial/first 首个=first 最好=best 最差=worst 最优=optimal/best
    最佳=best 最大=maximum/largest 最小=minimum/smallest 最高=highest 最低=lowest 最多=most/maximum
    最少=fewest/minimum 最长=longest/maximum 最短=shortest/minimum 更好=better 更差=worse 优于=outperform/better
    胜过=outperform 超过=exceed/surpass/outperform/over 高于=higher/above 低于=lower/below 高出=higher/over
    大于=larger/greater 小于=smaller/less 更高=higher 更低=lower 更快=faster 更慢=slower 更大=larger 更小=smaller
    更多=more 更少=fewer/less 快=fast 慢=slow 大=large/big 小=small 高=high 低=low 多=many 少=few 强=strong 弱=weak
    相近=similar/close 相当=comparable/similar 相同=same 不同=different 一致=consistent 类似=similar
    无关=independent/irrelevant 有关=relate/depend 取决于=depend 线性增长=linear/grow 增长=grow/growth/increase
    缩短=shorten/reduce 延长=extend/prolong 扩大=expand/enlarge 缩小=shrink/reduce 减小=decrease/reduce
    减半=halve/half 提早=early 恶化=degrade/worse 退化=degradation/degrade 损害=hurt/harm 变差=hurt/worse/degrade
    改善=improve 节省=save 消耗=consume/consumption 占用=occupy/use 需要=require/need 要求=require 使用=use
    采用=adopt/use/employ 选用=choose/use 应用=apply/application 设置=set/setting 设为=set 取=use/set/take 固定=fix
    调整=adjust/tune 调优=tune/tuning 计算=compute/computation 操作=operation 运算=operation 得到=obtain/get
    取得=achieve/obtain 达到=achieve/reach 获得=obtain/achieve 报告=report 给出=give/provide/report 列出=list
    显示=show 表明=show/indicate 说明=show/explain 证实=confirm 验证=verify/valid 发现=find/observe
    观察=observe/observation 猜想=conjecture 推测=hypothesize/speculate 认为=believe/argue 建议=suggest/recommend
    定义=define/definition 表示=denote/represent/representation 称为=call 包含=contain/include
    包括=include/including 组成=compose/consist 构成=compose/constitute 由=by/from 属于=belong 分为=divide/split
    划分=split/partition/divide 拼接=concatenate/concatenation 相加=add/sum 相乘=multiply/product 乘以=multiply
    除以=divide 减去=subtract 加权=weighted 加权和=weighted/sum 权重共享=share/weight 求平均=average 归一=normalize
    标准化=standardize/normalize 映射=map/mapping 投影=projection/project 变换=transform/transformation
    转换=transduction/convert/transform 压=compress 截断=truncate/clip 填充=pad/padding 裁剪=crop/clip 翻转=flip
    旋转=rotate/rotation 平移=translation/shift 分辨率=resolution 尺寸=size 大小=size 宽度=width 高度=height 深=deep
    浅=shallow 厚度=thickness 面积=area 体积=volume 容量=capacity 规模=scale/size 数量=number/amount 个数=number
    次数=number/times 比例=ratio/proportion 比率=ratio/rate 百分比=percent/percentage 份额=share
    占比=share/proportion/percentage 总数=total 总计=total 总共=total 总=total 合计=total 平均值=mean/average
    极限=limit 边界=boundary/bound 阈值=threshold 区间=interval 范围=range 间隔=interval 周期=period/cycle
    频=frequency 波长=wavelength 振幅=amplitude 相位=phase 速率=rate 概=probability 置信=confidence
    显著性=significance 样本量=sample/size 观测=observation/observe 测量=measure/measurement 仪器=instrument
    模拟=simulation/simulate 仿真=simulation 数值=numerical/value 理论=theory/theoretical 定律=law
    公式=equation/formula 方程=equation 函数=function 变量=variable 常数=constant 系数=coefficient 阶=order 项=term
    符号=symbol/sign 正=positive 负=negative 零=zero 符合=consistent/agree 误差率=error/rate 准确=accurate/accuracy
    精确=precise/exact 精确率=precision 查准=precision 查全=recall 召回率=recall 正确=correct 错误=error/incorrect
    失败=fail/failure 成功=success 正例=positive 负例=negative 正样本=positive 负样本=negative 类别=class/category
    标准=standard/criterion 指标=metric/measure 评价=evaluation 评测=evaluate/benchmark 基准=benchmark/baseline
    榜单=leaderboard 排名=rank 性能=performance 效果=effect/performance 效率=efficiency/efficient 质量=quality
    优势=advantage 缺点=drawback/disadvantage 缺陷=defect/drawback 限制=limit/restrict/limitation 约束=constraint
    假定=assume 前提=assumption/premise 条件=condition 情形=case 场景=scenario 环境=environment 背景=background
    动机=motivation 问题=problem/question 挑战=challenge 困难=difficult/difficulty 难=difficult/hard 容易=easy
    简单=simple 复杂=complex 通用=general/generic 特殊=special 常见=common 罕见=rare 主要=main/major/primary
    核心=core 关键=key 重要=important 必要=necessary 充分=sufficient 可能=may/possible 不能=cannot
    无法=cannot/unable 没有=no/without 不用=without 不需要=without/need 仅=only 只=only 所有=all 全部=all/entire
    每个=each/every 每一=each/every 任意=any/arbitrary 多数=most/majority 大多数=most/majority 部分=part/some
    一些=some 少数=few/minority 其余=other/remaining 其他=other 剩余=remaining 同时=simultaneous/jointly
    联合=joint/jointly 分别=respectively 依次=sequentially 逐个=one/each 逐层=layer 交替=alternate/alternating
    重复=repeat 连续=continuous/consecutive 离散=discrete 相邻=adjacent/neighboring 邻域=neighborhood 邻居=neighbor
    近邻=nearest/neighbor 最近邻=nearest/neighbor 图结构=graph 层级=hierarchical/layer 分层=hierarchical/layer
    顶层=top/layer 底层=bottom/layer 高层=upper/high/layer 低层=lower/layer 上层=upper 下层=lower 左=left 右=right
    前=before/front 后=after 中间=intermediate/middle 内部=internal 外部=external 内层=inner 外层=outer
    子层=sub/layer/sublayer 块=block 单元=unit 组件=component 部件=component 结构=structure 阶段=stage/phase
    步骤=step 过程=process/procedure 流程=process/pipeline 流水线=pipeline 策=policy 机制=mechanism 原理=principle
    思想=idea 思路=idea 技术=technique/technology 手段=means 工具=tool 软件=software 系统=system 平台=platform
    库=library 接口=interface 协议=protocol 提议=proposal 提案=proposal 提议者=proposer 接受者=acceptor
    学习者=learner 领导者=leader 多数派=majority 共识=consensus 一致性=consistency 承诺=promise 请求=request
    响应=response/respond 编号=number/numbered 存储=storage/stable/store 磁盘=disk 写入=write 读取=read
    更新率=update 插入=insert/insertion 删除=delete/deletion/remove 去掉=remove/without 移除=remove 替换=replace
    换成=replace 加入=add 添加=add 引入=introduce 保留=keep/retain 保持=keep/maintain 维持=maintain
    恢复=restore/recover 重启=restart 停止=stop 启动=start 开始=start/begin 结束=end 完成=complete/finish 运行=run
    执行=execute/execution 吞吐量=throughput 时延=latency 耗时=time/take 运行时间=runtime/running/time
    开销=overhead/cost 负载=load 带宽=bandwidth 集群=cluster 线程=thread 核=kernel/core 卡=gpu 显卡=gpu 芯片=chip
    处理器=processor 内核=kernel 架=architecture 字节=byte 比特=bit 浮点数=float/floating 精=precision
    半精度=half/precision 数据量=data/amount 语料库=corpus 句对=sentence/pair 源=source 目标语言=target
    词汇=vocabulary 字符=character 子词=subword/wordpiece 字=character/word 文本=text 文档=document 段落=paragraph
    标题=title 摘要=abstract/summary 问答=question/answer 对话=dialogue 情感=sentiment 命名实体=entity 实体=entity
    关系=relation 三元组=triple 知识图谱=knowledge/graph 词性=part/speech 分词=segmentation/tokenization
    成分=constituency/component 依存=dependency 英德=english/german/en/de/ende 英法=english/french/en/fr/enfr
    译文=translation 人工评估=human/evaluation 图片=image 照片=image/photo 物体=object 目标=object/objective/target
    框=box 边框=bounding/box 背=background 前景=foreground 纹理=texture 颜色=color 灰度=gray 滤波器=filter
    特征图=feature/map 感受野=receptive/field 步幅=stride 全连接=fully/connected 捷径=shortcut 恒等=identity
    恒等映射=identity/mapping 跳跃连接=skip/connection 瓶颈=bottleneck 残差网络=residual/network 平原=plain
    普通网络=plain 朴素=plain/naive 堆叠=stack 层数=layer/depth/number 头=head 头数=head/number 词嵌入=embedding
    位置编码=position/encoding 正弦=sinusoid/sine 余=cosine 学到=learned 可学习=learned/learnable 掩=mask 遮盖=mask
    下一句=next/sentence 双向=bidirectional 单向=unidirectional 左到右=left/right 微调阶段=fine/tuning
    下游=downstream 大型=large 基础=base/basic 模型规模=model/size 隐=hidden/latent 隐层=hidden/layer
    输入层=input/layer 输出层=output/layer 激=activation 饱=saturate 梯=gradient 消失问题=vanishing
    学习=learning/learn 学习算法=learning/algorithm 收敛速度=convergence/rate 误=error 代价函数=cost/function
    二次=quadratic/second 平方级=quadratic 线性=linear/linearly 对数级=logarithmic 指数=exponential/exponent
    幂=power 常量=constant 上标=superscript 近似=approximate/approximation 逼近=approximate 插值=interpolation
    外推=extrapolate/extrapolation 积分=integral 微分=differential/differentiation 导数=derivative
    自动微分=automatic/differentiation 偏导=partial/derivative 雅可比=jacobian 海森=hessian 迹=trace 秩=rank
    低秩=low/rank 稠=dense 正交=orthogonal 对称=symmetric 非对称=asymmetric 独立=independent
    同分布=identically/distributed 高斯=gaussian 正态=normal/gaussian 均匀=uniform 伯努利=bernoulli
    多项式=polynomial/multinomial 泊松=poisson 随机数=random 蒙特卡洛=monte/carlo 马尔可夫=markov 贝叶斯=bayesian
    极大似然=maximum/likelihood 似然=likelihood 熵=entropy 交叉熵=cross/entropy 散度=divergence 信息=information
    互信息=mutual/information 困惑=perplexity 降维=dimension/reduction 可视化=visualization/visualize
    高维=high/dimensional 低维=low/dimensional 聚=cluster 簇=cluster 中心=center 核函数=kernel
    支持向量=support/vector 决策树=decision/tree 森=forest 提升树=boosting 集成学习=ensemble 投票=vote
    异常=anomaly/abnormal 检出=detect 监测=monitor 跟踪=track/tracking 定位=localization/locate 导航=navigation
    抓取=grasp 推=push 动作空间=action/space 回报=reward/return 折扣=discount 探索=exploration/explore
    利用=exploitation/use 臂=arm/bandit 老虎机=bandit 悔值=regret 环=loop/ring 车辆=vehicle 驾驶=driving 道路=road
    遥感=remote/sensing 卫星=satellite 降水=precipitation/rainfall 降雨=rainfall 径流=runoff/streamflow
    流域=catchment/basin 蒸散=evapotranspiration 植被=vegetation 造林=afforestation 草地=grassland 气温=temperature
    湿度=humidity 海拔=elevation 浓度=concentration 电流=current 电压=voltage 电位=potential 膜=membrane
    突触=synapse/synaptic 放电=spike/firing 动作电位=action/potential 钙=calcium 钙波=calcium/wave 胶质=glia/glial
    星形胶质=astrocyte/astrocytic 皮层=cortex/cortical 海马=hippocampus 小鼠=mouse/mice 大鼠=rat 人类=human
    志愿者=volunteer 组=group 对照组=control/group 实验组=experimental 基线期=baseline 随访=follow 病例=case
    症状=symptom 诊断=diagnosis 药物=drug 感染=infection 病毒=virus 抗体=antibody 收入=income 教育=education
    学生=student 教师=teacher 学校=school 城市=urban/city 农村=rural 国家=country 政策=policy 人口=population
    家庭=household/family 企业=firm 市场=market 收益=return/revenue/gain 风险=risk 投资=investment 贷款=loan
    交易=transaction/trade 订单=order 店铺=shop 淘宝=taobao 应用商店=app/store 安装=install 下载=download
    召回集=candidate 候选=candidate 打分=score/scoring 得分=score 分数=score 交叉特征=cross/product/feature
    记忆=memorization/memory 泛=general 宽=wide 宽深=wide/deep 曲面=surface 流线=streamline 向量场=vector/field
    卷积核=convolution/kernel 光照=illumination/lighting 渲染=rendering 喷流=jet 弓激波=bow/shock 激波=shock
    质量流=mass/flux 星=star/stellar 谱=spectrum/spectral 光谱=spectrum 电子=electron 原子=atom 晶体=crystal
    材料=material 力=force 速=velocity/speed 压力=pressure 热=heat/thermal 功率=power 电路=circuit 天线=antenna
    信道=channel 编解码=codec 带=band 链路=link 路由=route/routing 网络层=network 数据包=packet 屏障=barrier
    栅栏=barrier 异步=asynchronous 同步=synchronous 一次=once/single 恰好一次=exactly/once 流=stream/flow
    流处理=stream/processing 有环=cyclic 无环=acyclic 回边=back/edge 算子=operator 通道=channel 反压=backpressure
    布隆=bloom 哈希=hash 散列=hash 碰撞=collision 位=bit 位数=bit/number 误判=false/error 假阳性=false/positive
    函数式=functional 持久=persistent 惰性=lazy 队列=queue 堆=heap 栈=stack 链表=list 红黑树=red/black/tree
    摊还=amortized 最坏=worst 最坏情况=worst/case 时间复杂度=time/complexity 空间复杂度=space/complexity
    子空间=subspace 倒排=inverted 量化器=quantizer 码本=codebook 残差编码=residual 图索引=graph/index 贪心=greedy
    搜索=search 遍历=traverse/traversal 查=query/search 召=recall 构建=build/construction/construct
    连边=edge/link/connect 度=degree 小世界=small/world 跳表=skip/list 局部最小=local/minimum 入口=entry
    维数=dimension 欧氏=euclidean 内积=inner/product 主干=backbone 预测头=head 解耦=decouple/disentangle
    显式=explicit 隐式=implicit 自编码器=autoencoder 编码矩阵=encode 软件包=package 安装包=package 开源许可=license
    文献=literature/reference 作者=author 读者=reader 本文=paper 论文=paper 文中=paper 章节=section 图=figure/graph
    表=table 附=appendix 示例=example 例子=example 案例=case 小节=section
    """,
)
_ENGLISH: dict[str, tuple[str, ...]] = {}
for _word, _words in _PAIRS:
    _ENGLISH[_word] = tuple(dict.fromkeys((*_ENGLISH.get(_word, ()), *_words.split("/"))))
_CHINESE: dict[str, list[str]] = {}
for _word, _counterparts in _ENGLISH.items():
    if len(_word) > 1 and len(_counterparts) <= 2:
        for _english in _counterparts[:1]:
            _CHINESE.setdefault(_english, []).append(_word)

_WORD = re.compile("|".join(sorted(_ENGLISH, key=len, reverse=True)))


def english_words(chinese: str) -> list[str]:
    """English words for the known words of a Chinese text; the longest match counts."""
    return [word for match in _WORD.finditer(chinese) for word in _ENGLISH[match[0]]]


def translated(chinese: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where each known word of a Chinese text stands (offset, length) and its English counterparts."""
    return [(match.start(), len(match[0]), _ENGLISH[match[0]]) for match in _WORD.finditer(chinese)]


def chinese_words(english: str) -> tuple[str, ...]:
    """Chinese words that an English word, not inflected, is a counterpart of."""
    return tuple(_CHINESE.get(english, ()))
