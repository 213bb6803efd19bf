// node: >=18
// Key objects are cloned with what they are.
const crypto = require('crypto');
const { MessageChannel, receiveMessageOnPort } = require('worker_threads');

const secret = structuredClone(crypto.createSecretKey(Buffer.from('words')));
console.log(secret.type, secret.symmetricKeySize, secret.export().toString(), secret instanceof crypto.KeyObject);
const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519');
const { port1, port2 } = new MessageChannel();
port1.postMessage({ publicKey, privateKey });
const { message } = receiveMessageOnPort(port2);
port1.close();
const signature = crypto.sign(null, Buffer.from('text'), message.privateKey);
console.log(crypto.verify(null, Buffer.from('text'), publicKey, signature), message.publicKey.asymmetricKeyType);
console.log(message.publicKey.export({ type: 'spki', format: 'pem' }) === publicKey.export({ type: 'spki', format: 'pem' }));
