// process.report: what it tells, where it writes, what it refuses.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { report } = process;

const settings = Object.keys(report).filter((name) => typeof report[name] !== 'function');
console.log(settings.map((name) => `${name}=${JSON.stringify(report[name])}`).join(' '));
const error = new TypeError('mine');
error.extra = 1;
const told = report.getReport(error);
console.log(Object.keys(told).join(' '));
const { header, javascriptStack } = told;
console.log(Object.keys(header).join(' '));
console.log(header.event, header.trigger, header.filename, header.reportVersion, header.threadId, header.wordSize);
console.log(header.processId === process.pid, header.cwd === process.cwd(), header.commandLine.length, header.nodejsVersion === process.version);
console.log(typeof header.dumpEventTimeStamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(header.dumpEventTime), typeof header.glibcVersionRuntime);
console.log(javascriptStack.message, javascriptStack.stack.length > 0, javascriptStack.errorProperties);
const { message, errorProperties } = report.getReport().javascriptStack;
console.log(message, errorProperties);

const attempts = {
  file: () => report.writeReport(1),
  error: () => report.getReport('no'),
  directory: () => { report.directory = 1; },
  compact: () => { report.compact = 'yes'; },
  signal: () => { report.signal = 'SIGNOT'; },
  reportOnSignal: () => { report.reportOnSignal = 1; },
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    attempt();
  } catch (error) {
    console.log(name, error.code, error.message);
  }
}
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'report-'));
report.directory = folder;
for (const compact of [false, true]) {
  report.compact = compact;
  const name = report.writeReport(`compact-${compact}.json`);
  const text = fs.readFileSync(path.join(folder, name), 'utf8');
  console.log(name, text.split('\n').length > 5, JSON.parse(text).header.filename);
}
console.log(/^report\.\d{8}\.\d{6}\.\d+\.0\.\d{3}\.json$/.test(report.writeReport()), fs.readdirSync(folder).length);
fs.rmSync(folder, { recursive: true });
