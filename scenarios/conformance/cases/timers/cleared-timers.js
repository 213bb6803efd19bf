// node: >=18
// What is left of a timer that was cleared: it keeps saying whether it was referenced; Node 24 lets go of callback and arguments.
const lines = [];
const note = (when, timer) => {
  lines.push([when, timer.hasRef(), timer._destroyed, timer._onTimeout, timer._timerArgs, timer._idleTimeout].map(String).join(' '));
};
const before = setTimeout(() => {}, 50, 'argument');
clearTimeout(before);
note('never ran', before);
const unreferenced = setTimeout(() => {}, 50).unref();
clearTimeout(unreferenced);
note('unreferenced', unreferenced);
note('referenced again', unreferenced.ref().refresh());
const interval = setInterval(() => {
  clearInterval(interval);
  note('in its own callback', interval);
}, 1, 'kept');
const ran = setTimeout(() => {}, 1);
let atImmediate;
const immediate = setImmediate(() => { atImmediate = `immediate ${immediate._destroyed} ${immediate._argv}`; }, 'x');
setTimeout(() => {
  note('its own callback is over', interval);
  clearTimeout(ran);
  note('after it ran', ran);
  lines.push(atImmediate, `immediate ran ${immediate._onImmediate} ${immediate._argv}`);
  console.log(lines.join('\n'));
}, 30);
