# Last bits of what the kernels give: a sum over the bit patterns of each result.
import numpy as np, tensorflow as tf
rng=np.random.RandomState(0)
def show(n,y):
    y=np.asarray(y,'float32')
    b=y.reshape(-1).view('int32').astype('int64')
    print(n, int((b*(np.arange(len(b))%977+1)).sum()%1000000007))
x=np.concatenate([rng.normal(0,3,400),rng.normal(0,.1,100),rng.uniform(-100,100,103)]).astype('float32')
p=np.abs(x)+np.float32(1e-3)
for n,f in (('tanh',tf.tanh),('sigmoid',tf.sigmoid),('softplus',tf.nn.softplus),('elu',tf.nn.elu),('selu',tf.nn.selu),('expm1',tf.math.expm1)): show(n,f(tf.constant(x)))
show('exp',tf.exp(tf.constant(np.clip(x,-80,80))))
for n,f in (('log',tf.math.log),('log1p',tf.math.log1p),('sqrt',tf.sqrt),('rsqrt',tf.math.rsqrt),('inv',tf.math.reciprocal)): show(n,f(tf.constant(p)))
show('pow',[tf.pow(tf.constant(.9),tf.constant(float(v))).numpy() for v in range(1,60)]+[tf.pow(tf.constant(.999),tf.constant(float(v))).numpy() for v in range(1,60)])
with tf.GradientTape() as t:
    v=tf.constant(x); t.watch(v); y=tf.sigmoid(v)
show('sigmoidgrad',t.gradient(y,v))
def bgrad(v):
    with tf.GradientTape() as t:
        b=tf.zeros(v.shape[1]); t.watch(b); y=tf.nn.bias_add(tf.zeros(v.shape),b)
    return t.gradient(y,b,output_gradients=tf.constant(v))
def sx(v,l,f):
    with tf.GradientTape() as t:
        x=tf.constant(v); t.watch(x); y=f(labels=l,logits=x)
    return y,t.gradient(y,x)
for n in (1,2,3,5,7,8,9,10,15,16,17,24,31,32,33,60,64,100,128,150,200,240,256,300,1000,1024,1025,4096,5000,10000,65536,100000):
    v=rng.normal(0,1,n).astype('float32'); show('sum %d'%n,[tf.reduce_sum(v).numpy()]); show('mean %d'%n,[tf.reduce_mean(v).numpy()])
for (a,b) in ((1,10),(4,3),(10,10),(32,5),(32,10),(32,16),(10,16),(7,33),(100,64),(3,1000),(1000,3),(32,100),(64,1),(33,17)):
    v=rng.normal(0,3,(a,b)).astype('float32')
    for ax in (0,1): show('sum %d %d ax %d'%(a,b,ax),tf.reduce_sum(v,ax)); show('mean %d %d ax %d'%(a,b,ax),tf.reduce_mean(v,ax))
    show('bgrad %d %d'%(a,b),bgrad(v))
    show('softmax %d %d'%(a,b),tf.nn.softmax(v)); show('lsoftmax %d %d'%(a,b),tf.nn.log_softmax(v))
    l=rng.randint(0,b,a); r=sx(v,l,tf.nn.sparse_softmax_cross_entropy_with_logits); show('sxent %d %d'%(a,b),r[0]); show('sxentg %d %d'%(a,b),r[1])
    l=np.eye(b,dtype='float32')[l]; r=sx(v,l,tf.nn.softmax_cross_entropy_with_logits); show('xent %d %d'%(a,b),r[0]); show('xentg %d %d'%(a,b),r[1])
@tf.function
def fused(a,b,c): return tf.nn.bias_add(tf.matmul(a,b),c)
for (m,k,n) in ((1,4,1),(32,100,16),(10,100,16),(10,16,1),(32,2,16),(32,16,16),(32,16,1),(32,784,10),(1,10,3),(7,5,3),(4,300,5),(64,128,64),(32,97,16),(32,193,16),(16,385,8),(5,1000,7),(100,32,64),(48,48,48),(32,64,10),(8,8,8),(17,200,1),(1,200,17),(1,16,1),(32,1,8),(128,1000,64),(200,13,5),(3,5000,2),(9,63,1),(2,48,1),(32,1568,10)):
    a=rng.normal(0,1,(m,k)).astype('float32'); b=rng.normal(0,1,(k,n)).astype('float32'); c=rng.normal(0,1,n).astype('float32')
    show('mm %d %d %d'%(m,k,n),tf.matmul(a,b)); show('fused %d %d %d'%(m,k,n),fused(a,b,c))
    show('ta %d %d %d'%(m,k,n),tf.matmul(np.ascontiguousarray(a.T),b,transpose_a=True)); show('tb %d %d %d'%(m,k,n),tf.matmul(a,np.ascontiguousarray(b.T),transpose_b=True))
