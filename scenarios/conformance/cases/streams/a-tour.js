// pipeline, iteration, abort, backpressure, operators, cork, encodings and misuse.
const {Readable,Writable,Transform,Duplex,PassThrough,pipeline,finished,addAbortSignal,compose}=require('stream');const sp=require('stream/promises');const log=(...a)=>console.log(...a);
(async()=>{
 const up=new Transform({transform(c,e,cb){cb(null,String(c).toUpperCase())},flush(cb){this.push('!');cb()}});
 await sp.pipeline(Readable.from(['a','b']),up,async function*(src){for await(const c of src)yield c+'.'},new Writable({write(c,e,cb){log('w',String(c));cb()},final(cb){log('final');cb()}}));
 await sp.pipeline(Readable.from(['a']),new Transform({transform(c,e,cb){cb(new Error('bad'))}}),new PassThrough()).catch(e=>log('pipe',e.message));
 const r=new Readable({read(){this.push('x');this.push(null)}});r.on('close',()=>log('r close'));for await(const c of r)log(''+c);
 const ac=new AbortController();const ar=addAbortSignal(ac.signal,new Readable({read(){}}));ar.on('error',e=>log(e.name,e.code));ac.abort();await sp.finished(ar).catch(e=>log('fin',e.code));
 const w=new Writable({highWaterMark:3,write(c,e,cb){setImmediate(cb)}});log(w.write('ab'),w.write('c'),w.writableLength,w.writableNeedDrain);await new Promise(q=>w.once('drain',q));log('drained');w.destroy(new Error('d'));w.on('error',e=>log('we',e.message));await new Promise(q=>w.on('close',q));w.write('z',e=>log('after',e.code));w.end(e=>log('end',e&&e.code));
 await new Promise(q=>setImmediate(q));
 const o=new Readable({objectMode:true,read(){}});o.push({a:1});o.push(null);log(await o.toArray());log(await Readable.from([1,2,3,4]).filter(x=>x%2).map(x=>x*10).toArray(),await Readable.from([1,2,3]).reduce((a,b)=>a+b,0),await Readable.from([1,2,3]).take(2).toArray(),await Readable.from([1,2,3]).some(x=>x>2));
 const d=new Duplex({read(){},write(c,e,cb){this.push(c);cb()},final(cb){this.push(null);cb()}});d.end('dup');for await(const c of d)log('dup',''+c);
 const c=new Writable({write(c,e,cb){cb()}});c.cork();c.write('1');c.write('2');log(c.writableCorked,c.writableLength);c.uncork();log(c.writableLength);
 finished(c,{readable:false},e=>log('finished',e));c.end();
 await new Promise(q=>setImmediate(q));const p=new PassThrough();p.setEncoding('utf8');p.write(Buffer.from([0xe2,0x82]));p.write(Buffer.from([0xac]));p.end();for await(const x of p)log(x);
 const e1=new Readable({read(){throw new Error('in read')}});e1.on('error',e=>log(e.message));e1.resume();await new Promise(q=>e1.on('close',q));
 try{new Readable().read()}catch(e){log(e.code)}new Readable().on('error',e=>log(e.code)).read();const u=new Readable({read(){}});u.push('b');u.unshift('a');log(''+u.read());
 const it=Readable.from((async function*(){try{yield 1;yield 2}finally{log('cleanup')}})());for await(const x of it){log(x);break}log(it.destroyed);
 log(Readable.from('str').readableObjectMode,Readable.isDisturbed&&Readable.isDisturbed(it));
})();
