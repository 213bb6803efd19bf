// node: >=18
// What a package that does not allow a request says: for require without the requiring file, for import with it.
const names = ['errs', 'errs/hidden', 'errs/gone', 'errs/outside', 'errs/tree/../x.cjs', 'errs/sub', 'errs/nothing.js', '#absent'];
const tell = (error) => `${error.code} ${error.message.replaceAll(__dirname, '.')} ${Object.keys(error).join()}`;
for (const name of names) {
  try {
    console.log(name, require(name));
  } catch (error) {
    console.log(name, tell(error));
  }
}
try {
  require.resolve('errs', { paths: 5 });
} catch (error) {
  console.log(tell(error));
}
(async () => {
  for (const name of [...names, 'http://nowhere/']) {
    await import(name).catch((error) => console.log(name, error.code, error.message.split('\n')[0].replaceAll(__dirname, '.')));
  }
})();
