'use strict';
module.exports={isMainThread:true,isInternalThread:false,threadId:0,threadName:'',resourceLimits:{},SHARE_ENV:Symbol.for('nodejs.worker_threads.SHARE_ENV'),Worker:class Worker{},parentPort:null,workerData:null,setEnvironmentData(k,v){},getEnvironmentData(k){},postMessageToThread(a,b,c,d){}};
