// node: >=20
// Web streams: tee, transform, abort, byte streams, compression, and to and from Node streams.
import {Readable,Writable} from 'node:stream';
const rs=new ReadableStream({start(c){c.enqueue('a');c.enqueue('b');c.close()},cancel(r){console.log('cancel',r)}});const [x,y]=rs.tee();const got=[];for await(const v of x)got.push(v);console.log(got);const rd=y.getReader();console.log(await rd.read(),await rd.read(),await rd.read());rd.releaseLock();console.log(y.locked);
const ts=new TransformStream({transform(c,k){k.enqueue(c*2)},flush(k){k.enqueue('end')}});const w=ts.writable.getWriter();w.write(1);w.write(2);w.close();for await(const v of ts.readable)console.log(v);
const ws=new WritableStream({write(c){console.log('write',c);if(c==='bad')throw new Error('no')},close(){console.log('closed')},abort(r){console.log('abort',r)}},new CountQueuingStrategy({highWaterMark:1}));const q=ws.getWriter();console.log(q.desiredSize);await q.write('1');q.write('bad').catch(e=>console.log(e.message));await q.closed.catch(e=>console.log('closed',e.message));console.log(q.desiredSize);
await ReadableStream.from([1,2]).pipeTo(new WritableStream({write(c){console.log('p',c)}}));
const big=new ReadableStream({pull(c){c.enqueue(new Uint8Array(3))},cancel(r){console.log('cancelled',r)}});for await(const c of big){console.log(c.length);break}
const by=new ReadableStream({type:'bytes',pull(c){const v=c.byobRequest.view;v[0]=7;c.byobRequest.respond(1)}});const br=by.getReader({mode:'byob'});console.log(await br.read(new Uint8Array(4)));
console.log(await new Response(Readable.toWeb(Readable.from([Buffer.from('hi')]))).text());for await(const c of Readable.fromWeb(new ReadableStream({start(c){c.enqueue('z');c.close()}})))console.log(c);
const cs=new Blob(['hello hello hello']).stream().pipeThrough(new CompressionStream('gzip')).pipeThrough(new DecompressionStream('gzip'));console.log(await new Response(cs).text());console.log(await new Response(new Blob(['é']).stream().pipeThrough(new TextDecoderStream())).text().catch(e=>e.message));
try{rs.getReader()}catch(e){console.log(e.name,e.code,e.message)}try{new ReadableStream({type:'x'})}catch(e){console.log(e.name,e.code)}
