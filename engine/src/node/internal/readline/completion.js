// Tab completion of an interface (Node's doc: «Use of the completer function»).
'use strict';

const { getStringWidth, inspect } = require('internal/util/inspect');
const { commonPrefix } = require('internal/readline/utils');

/** Asks the completer about the line up to the cursor, and does what it says. */
function complete(rl, wasTab) {
  rl.pause();
  rl.completer(rl.line.slice(0, rl.cursor), (error, value) => {
    rl.resume();
    if (error) rl._writeToOutput(`Tab completion error: ${inspect(error)}`);
    else applyCompletions(rl, wasTab, value);
  });
}

/** A completer of any form as one with a callback: it may return its answer, or a promise of it. */
function normalizeCompleter(completer) {
  if (completer.length === 2) return completer;
  return (text, callback) => {
    const answer = completer(text);
    if (typeof answer?.then === 'function') answer.then((value) => callback(null, value), callback);
    else callback(null, answer);
  };
}

/** @param {[string[], string]} value what fits, and the text that it completes */
function applyCompletions(rl, wasTab, value) {
  // The completer may answer with nothing at all.
  const [completions, completeOn] = value;
  if (!completions || completions.length === 0) return;
  const prefix = commonPrefix(completions.filter((completion) => completion !== ''));
  if (prefix.startsWith(completeOn) && prefix.length > completeOn.length) {
    rl._insertString(prefix.slice(completeOn.length));
    return;
  }
  if (!completeOn.startsWith(prefix)) {
    const head = rl.line.slice(0, rl.cursor - completeOn.length) + prefix;
    rl.line = head + rl.line.slice(rl.cursor);
    rl.cursor = head.length;
    rl._refreshLine();
    return;
  }
  // All that fits is shown when tab is pressed again.
  if (!wasTab) return;
  rl._writeToOutput(columnsOf(completions, rl.columns));
  rl._refreshLine();
}

/** The completions side by side; an empty one begins a new group. */
function columnsOf(completions, columns) {
  const widths = completions.map((completion) => getStringWidth(completion));
  // Two spaces between columns.
  const width = Math.max(...widths) + 2;
  let perLine = Math.floor(columns / width) || 1;
  if (perLine === Infinity) perLine = 1;
  let output = '\r\n';
  let inLine = 0;
  let padding = 0;
  completions.forEach((completion, i) => {
    if (completion === '' || inLine === perLine) {
      output += '\r\n';
      inLine = 0;
      padding = 0;
    } else {
      output += ' '.repeat(padding);
    }
    if (completion === '') {
      output += '\r\n';
    } else {
      output += completion;
      padding = width - widths[i];
      inLine++;
    }
  });
  return inLine === 0 ? output : `${output}\r\n\r\n`;
}

module.exports = { complete, normalizeCompleter };
