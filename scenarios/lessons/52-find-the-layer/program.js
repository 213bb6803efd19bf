// nodes: 26
const { readFile } = require('fs');
let port;

readFile('config.json', 'utf8', (error, text) => {
  port = JSON.parse(text).port;
  console.log('configuration');
});
readFile('certificate.pem', 'utf8', () => {
  console.log('certificate');
  console.log(`listening on port ${port}`);
});
