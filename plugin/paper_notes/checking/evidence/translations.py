"""Words of research papers, Chinese to English: enough to see which page of an English paper a Chinese sentence
speaks of, not to translate it."""

from __future__ import annotations

import re

_ENGLISH = {
    word: tuple(english.split("/"))
    for word, english in re.findall(
        r"(\S+)=(\S+)",
        """
        注意力=attention 自注意力=self/attention 多头=multi/head 编码器=encoder 解码器=decoder
        编码=encode 解码=decode 嵌入=embedding 位置=position 层=layer 残差=residual
        连接=connection 前馈=feed/forward 归一化=normalize 批归一化=batch/normalization
        层归一化=layer/normalization 激活=activation 非线性=nonlinear 线性=linear
        卷积=convolution 池化=pooling 循环=recurrent 递归=recursive 门=gate 隐状态=hidden/state
        隐藏=hidden 隐变量=latent 神经网络=neural/network 网络=network 深度=deep 权重=weight
        偏置=bias 参数=parameter 超参数=hyperparameter 向量=vector 矩阵=matrix 张量=tensor
        特征=feature 特征值=eigenvalue 特征向量=eigenvector 梯度=gradient 梯度下降=gradient/descent
        反向传播=backpropagation 优化器=optimizer 优化=optimization 动量=momentum
        学习率=learning/rate 步长=step/size 预热=warmup 热身=warmup 衰减=decay
        正则=regularization 丢弃=dropout 标签平滑=label/smoothing 损失=loss 损失函数=loss/function
        目标函数=objective 目标=objective/target 收敛=convergence 遗憾=regret 上界=bound
        下界=bound 凸=convex 随机=stochastic/random 采样=sampling 抽样=sampling
        负采样=negative/sampling 初始化=initialization 初始=initial 训练=training
        训练集=training/set 测试集=test/set 验证集=validation 测试=test 验证=validation
        评估=evaluation 推理=inference 推断=inference 预测=prediction 分类=classification
        分类器=classifier 回归=regression 逻辑回归=logistic/regression 聚类=clustering
        排序=ranking 推荐=recommendation 点击率=click/ctr 点击=click 转化率=conversion/cvr
        转化=conversion 曝光=impression 用户=user 物品=item 商品=item 广告=advertising
        电商=commerce 交互=interaction 行为=behavior 序列=sequence 长序列=long/sequence
        子序列=subsequence 词=word 词元=token 词向量=word/vector 词表=vocabulary 句子=sentence
        语料=corpus 语言模型=language/model 语言=language 翻译=translation
        机器翻译=machine/translation 句法=syntactic 语法=grammar 语义=semantic 类比=analogy
        上下文=context 中心词=current/word 跳字=skip 词袋=bag 层次=hierarchical 霍夫曼=huffman
        相似度=similarity 余弦=cosine 距离=distance 概率=probability 分布=distribution 先验=prior
        后验=posterior 期望=expectation 方差=variance 标准差=standard/deviation 均值=mean
        平均=average 中位数=median 偏差=bias 无偏=unbiased 估计=estimate 矩估计=moment 一阶=first
        二阶=second 矩=moment 噪声=noise 稀疏=sparse 稠密=dense 数据=data 数据集=dataset
        样本=sample/example 小批量=minibatch 批=batch 轮=epoch 迭代=iteration 步=step 任务=task
        多任务=multi/task 辅助=auxiliary 主任务=main 共享=sharing 迁移=transfer 预训练=pre/training
        微调=fine/tuning 监督=supervised 无监督=unsupervised 自监督=self/supervised
        强化学习=reinforcement 奖励=reward 策略=policy 状态=state 动作=action 智能体=agent 图像=image
        像素=pixel 目标检测=detection 检测=detection 分割=segmentation 视觉=vision 视频=video
        语音=speech 音频=audio 音乐=music 音符=note 手写=handwritten 数字识别=digit 识别=recognition
        生成=generation 对抗=adversarial 扩散=diffusion 去噪=denoising 图=graph 节点=node
        边=edge 树=tree 复杂度=complexity 计算量=computation 并行=parallel 串行=sequential
        顺序=sequential 路径长度=path/length 路径=path 内存=memory 显存=memory 缓存=cache 速度=speed
        时间=time 吞吐=throughput 延迟=latency 加速=accelerate 硬件=hardware 分布式=distributed
        副本=replica 机器=machine 服务器=server 进程=process 消息=message 通信=communication
        容错=fault/tolerant 故障=failure 恢复=recovery 快照=snapshot 检查点=checkpoint 日志=log
        事务=transaction 数据库=database 查询=query 索引=index 检索=retrieval 键=key 值=value
        查询向量=query 缩放=scaling 点积=dot/product 加性=additive 掩码=mask 遮蔽=mask
        自回归=autoregressive 束搜索=beam 束宽=beam 惩罚=penalty 集成=ensemble 基线=baseline
        对照=control 消融=ablation 实验=experiment 结果=result 准确率=accuracy 精度=accuracy
        召回=recall 误差=error 错误率=error 困惑度=perplexity 显著=significant 置信区间=confidence
        假设=assume 假设检验=hypothesis 相关=correlation 因果=causal 参与者=participant
        被试=participant 受试者=subject 问卷=questionnaire 量表=scale 干预=intervention 年龄=age
        性别=sex/gender 女性=women/female 男性=men/male 健康=health 患者=patient 临床=clinical
        疾病=disease 死亡=mortality 治疗=treatment 剂量=dose 效应=effect 协变量=covariate
        协变量偏移=covariate/shift 内部协变量偏移=internal/covariate/shift 偏移=shift
        饱和=saturation 白化=whitening 仿射=affine 缩放因子=scale 移动平均=moving/average
        滑动平均=moving/average 滑动窗口=sliding/window 窗口=window 指数=exponential
        对数=logarithm 平方=squared 根=root 乘积=product 求和=sum 归纳=induction 证明=proof
        定理=theorem 引理=lemma 推论=corollary 不等式=inequality 有界=bounded
        无穷范数=infinity/norm 范数=norm 梯度裁剪=clipping 爆炸=exploding 消失=vanishing
        长程依赖=long/dependency 依赖=dependency 局部=local 全局=global 维度=dimension
        维=dimension 通道=channel 输入=input 输出=output 架构=architecture 模型=model
        算法=algorithm 方法=method 框架=framework 模块=module 端到端=end 整个空间=entire/space
        空间=space 样本选择偏差=selection/bias 稀疏性=sparsity 局限=limitation 未来=future 代码=code
        开源=open/source 公开=public 工业=industrial 线上=online 在线=online 离线=offline 天=day
        小时=hour 分钟=minute 秒=second 亿=billion 百万=million 千=thousand 英语=english
        德语=german 法语=french 中文=chinese 新闻=news 价格=price 股票=stock 交通=traffic
        气候=climate 温度=temperature 水=water 森林=forest 土壤=soil 神经元=neuron 大脑=brain
        细胞=cell 蛋白=protein 基因=gene 分子=molecule 能量=energy 电场=field 频率=frequency
        信号=signal 滤波=filter 控制=control 机器人=robot 传感器=sensor 相机=camera
        立体匹配=stereo/matching 视差=disparity 深度图=depth 三维=3d 点云=point/cloud
        重建=reconstruction 压缩=compression 量化=quantization 剪枝=pruning 蒸馏=distillation
        知识=knowledge 安全=safety 隐私=privacy 加密=encryption 攻击=attack 鲁棒=robust
        泛化=generalization 过拟合=overfitting 欠拟合=underfitting 早停=early/stopping
        数据增强=augmentation 标注=annotation 标签=label 人工=human 众包=crowd
        主动学习=active/learning 冷启动=cold/start 协同过滤=collaborative/filtering 评分=rating
        矩阵分解=factorization 偏好=preference 会话=session 长度=length 短=short 长=long
        多义=polysemy 成本=cost 代价=cost 训练成本=training/cost 浮点=flops 单模型=single/model
        大模型=big 小模型=small 首次=first 提出=propose 证据=evidence 讨论=discussion
        结论=conclusion 附录=appendix 致谢=acknowledgment 曲线=curve 横轴=axis 纵轴=axis
        下降=decrease 上升=increase 提高=improve 提升=improve 降低=reduce 减少=reduce
        增加=increase 比较=compare 选择=choose/selection 更新=update 修正=correction
        偏差修正=bias/correction 校正=correction 有效步长=effective/stepsize 信噪比=signal/noise
        信赖域=trust/region 自适应=adaptive 稳定=stable 非平稳=non/stationary 平稳=stationary
        内存需求=memory/requirement 对角=diagonal 不变=invariant 尺度=scale
        """,
    )
}
_WORD = re.compile("|".join(sorted(_ENGLISH, key=len, reverse=True)))


def english_words(chinese: str) -> list[str]:
    """English words for the known words of a Chinese text; the longest match counts."""
    return [word for match in _WORD.finditer(chinese) for word in _ENGLISH[match[0]]]
