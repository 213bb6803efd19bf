// node: >=18
// A capture callback and domains exclude each other, up to Node 24.
const attempt = (what, f) => {
  try {
    f();
    console.log(what, 'works');
  } catch ({ code, message }) {
    console.log(what, code, message);
  }
};
process.setUncaughtExceptionCaptureCallback(() => {});
attempt('domain', () => require('domain'));
process.setUncaughtExceptionCaptureCallback(null);
require('domain').create();
attempt('callback', () => process.setUncaughtExceptionCaptureCallback(() => {}));
