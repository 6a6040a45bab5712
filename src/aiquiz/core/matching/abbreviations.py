"""What the field's abbreviations stand for, so that either way of writing counts as the other."""

from aiquiz.core.matching.word_forms import ARTICLES

_LONG_FORMS = """
tp: true positive
fp: false positive
tn: true negative
fn: false negative
tpr: true positive rate
fpr: false positive rate
tnr: true negative rate
fnr: false negative rate
auc: area under curve
mse: mean squared error
rmse: root mean squared error
mae: mean absolute error
sd: standard deviation
std: standard deviation
pca: principal component analysis
svm: support vector machine
cnn: convolutional neural network
rnn: recurrent neural network
gan: generative adversarial network
sgd: stochastic gradient descent
llm: large language model
rag: retrieval augmented generation
ml: machine learning
rl: reinforcement learning
nlp: natural language processing
kv: key value
rlhf: reinforcement learning from human feedback
sft: supervised fine tuning
peft: parameter efficient fine tuning
moe: mixture of experts
cot: chain of thought
ood: out of distribution
oob: out of bag
oom: out of memory
eda: exploratory data analysis
ttft: time to first token
param: parameter
hyperparam: hyperparameter
prob: probability
config: configuration
dim: dimension
vec: vector
db: database
k8s: kubernetes
avg: average
stddev: standard deviation
ppl: perplexity
pct: percent
var: variance
grad: gradient
acc: accuracy
temp: temperature
cov: covariance
err: error
coef: coefficient
coeff: coefficient
corr: correlation
logreg: logistic regression
xgb: xgboost
lgbm: lightgbm
cv: cross validation
lr: learning rate
val: validation
prod: production
dist: distribution
reg: regularisation
init: initialisation
op: operation
msg: message
emb: embedding
seq: sequence
vocab: vocabulary
perf: performance
mem: memory
ctx: context
img: image
dict: dictionary
eval: evaluation
attn: attention
info: information
freq: frequency
num: number
sim: similarity
pred: prediction
feat: feature
req: request
quant: quantisation
arch: architecture
indep: independent
approx: approximate
twofold: two times
threefold: three times
fourfold: four times
tenfold: ten times
vs: versus
w/o: without
w/: with
"""

ABBREVIATIONS = {
    short: tuple(word for word in long.split() if word not in ARTICLES)
    for short, _, long in (line.partition(": ") for line in _LONG_FORMS.strip().splitlines())
}
ABBREVIATIONS |= {f"{short}s": long for short, long in ABBREVIATIONS.items() if not short.endswith("s")}
"""The words of each abbreviation in small letters, its plural as well."""
