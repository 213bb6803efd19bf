// A half-open echo, a reset, a refused connect, bad arguments, a server that closes twice, an idle timeout.
const net=require('net');const log=(...a)=>console.log(...a);
const server=net.createServer({allowHalfOpen:true},s=>{log('conn',s.remoteFamily,s.readyState,s.pending);s.setEncoding('utf8');let t='';s.on('data',d=>{t+=d});s.on('end',()=>{log('srv end',t);s.write('got '+t.length);s.end('!')});s.on('finish',()=>log('srv finish'));s.on('close',h=>log('srv close',h))});
server.listen(0,()=>{const {port,family}=server.address();log(family);const c=net.connect({port});log(c.connecting,c.readyState,c.pending);c.on('lookup',(e,a,fam)=>log('lookup',e,fam));c.on('connect',()=>{log('connect',c.remotePort===port,c.readyState)}).on('ready',()=>log('ready'));c.end('hello');log(c.readyState,c.writableEnded);c.on('data',d=>log('data',d.toString()));c.on('end',()=>log('end',c.readyState));c.on('close',h=>{log('close',h,c.bytesRead,c.bytesWritten,c.readyState);server.getConnections((e,n)=>{log('n',n);server.close(()=>{log('closed');next()})})});});
function next(){
 const s2=net.createServer(s=>{s.on('error',e=>log('srv err',e.code));s.on('close',h=>{log('srv close',h);s2.close()});}).listen(0,()=>{const c=net.connect(s2.address().port,'127.0.0.1',()=>{c.resetAndDestroy()});c.on('close',h=>log('close',h));c.on('error',e=>log('err',e.code))});
 s2.on('close',()=>{log('s2 closed');more()});}
function more(){
 const c=net.connect(1,'127.0.0.1');c.on('error',e=>log(e.code,e.syscall,e.address,e.port,e.message,e.errno));c.on('close',h=>{log('close',h);
 try{net.connect(70000)}catch(e){log(e.code,e.message)}try{net.connect()}catch(e){log(e.code,e.message)}try{net.createServer().listen(-1)}catch(e){log(e.code,e.message)}
 const s=net.createServer();s.listen(0);s.once('listening',()=>{const s3=net.createServer().on('error',e=>{log(e.code,e.syscall,e.message.replace(/\d+$/,'P'));s.close();try{s.listen(0)}catch(e){log(e.code)};s.close(e=>{log('cb',e&&e.code);last()})});s3.listen(s.address().port)})})}
function last(){const sk=new net.Socket();log(sk.write('x',e=>log('write cb',e.code)));sk.on('error',e=>log('E',e.code));sk.destroy();sk.on('close',()=>{log('C');
 const s=net.createServer(x=>{x.setTimeout(30,()=>{log('timeout');x.end('bye')})}).listen(0,()=>{const c=net.connect(s.address().port);c.on('data',d=>log(''+d)).on('end',()=>s.close(()=>log('done')))})})}
