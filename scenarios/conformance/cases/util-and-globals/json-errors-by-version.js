// node: >=18
// What JSON.parse says of broken text is V8's, which changed its words twice.
const broken = ['{bad', '', '[1,', '{"a":}', 'nul', '{"a":1}}', 'undefined', '[1 2]', '"abc', '{"a" 1}', '"a\nb"', '{"a":"b",}',
  '"\\x"', '"\\u12g4"', '01', '-', '1.', '1e+', "{'a':1}", '[1,2,]', '{"a":[{"b":tru}]}', '\u0001'];
for (const text of broken) {
  try {
    JSON.parse(text);
  } catch (error) {
    console.log(JSON.stringify(text), error.name, error.message, error.stack.startsWith(`SyntaxError: ${error.message}`));
  }
}
try {
  JSON.parse('{"a":1}', () => { throw new SyntaxError('of the reviver'); });
} catch (error) {
  console.log(error.message);
}
console.log(JSON.parse(' {"a": [1, true, null, "\\u0041\\n"]} ', (key, value) => (key === '1' ? !value : value)));
console.log(JSON.parse.name, JSON.parse.length, Object.keys(JSON));
