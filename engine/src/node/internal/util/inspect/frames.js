// The frames of a stack as inspect shows them: what repeats the cause's stack or itself is collapsed, and with colours
// Node's own
// frames and the working directory are dimmed. Node's doc: "Util", util.inspect; "Errors", error.cause.
'use strict';

const { SafeMap } = primordials;

const profile = require('internal/profile');

/** Fewer equal frames in a row are not worth a line that says so. */
const EQUAL_FRAMES_MIN = 4;

/** Stacks of up to this many frames are never searched for repetitions, and shorter repetitions stay. */
const UNCOLLAPSED_FRAMES_MAX = 10;
const REPETITION_MIN = 3;

const CORE_FRAME = /^ {4}at (?:[^/\\(]+ \(|)node:(.+):\d+:\d+\)?$/;
const NODE_MODULES = 'node_modules';

/**
 * The longest run of frames of `a` that is also in `b`, from the first frame that both have.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {[number, number]} length, and where it begins in `a`; zeros where fewer than four are equal
 */
function identicalSequenceRange(a, b) {
  for (let i = 0; i <= a.length - EQUAL_FRAMES_MIN; i++) {
    const start = b.indexOf(a[i]);
    if (start === -1) continue;
    const limit = Math.min(a.length - i, b.length - start);
    let length = 1;
    while (length < limit && a[i + length] === b[start + length]) length++;
    if (length >= EQUAL_FRAMES_MIN) return [length, i];
  }
  return [0, 0];
}

/** How often the `period` frames from `start` are repeated right behind themselves. */
function countRepetitions(frames, start, period) {
  let count = 0;
  for (let next = start + period; ; next += period) {
    for (let i = 0; i < period; i++) {
      if (frames[start + i] !== frames[next + i]) return count;
    }
    count++;
  }
}

/**
 * Periods with which the frame at `start` may repeat: the greatest common divisor of its distances first, then the
 * divisors met
 * while it was computed, the last one first.
 */
function candidatePeriods(positions, current, start) {
  const last = positions[positions.length - 1] - start;
  if (current + 1 >= positions.length) return [last];
  let divisor = 0;
  const others = new Set();
  for (let i = current; i < positions.length; i++) {
    let distance = positions[i] - start;
    while (distance !== 0) {
      const remainder = divisor % distance;
      if (divisor !== 0) others.add(divisor);
      divisor = distance;
      distance = remainder;
    }
    if (divisor === 1) break;
  }
  others.delete(divisor);
  return [divisor, ...[...others].reverse()];
}

/** Of the candidate periods the one that hides most; a later one wins only if it hides more. */
function bestRepetition(frames, start, periods) {
  let best = { period: periods[0], count: 0 };
  for (const [index, period] of periods.entries()) {
    const count = countRepetitions(frames, start, period);
    const isBetter = index === periods.length - 1 ?
      best.period * best.count < period * count || best.count === 0 :
      count !== 0 && best.period * best.count < period * count;
    if (isBetter) best = { period, count };
  }
  return best;
}

/**
 * Blocks of frames that repeat, as recursion makes them.
 * @param {string[]} frames
 * @returns {Array<{ offset: number, period: number, count: number }>} offset: of the first repetition
 */
function findRepetitions(frames) {
  const positionsOf = new SafeMap();
  frames.forEach((frame, index) => {
    const positions = positionsOf.get(frame);
    if (positions === undefined) positionsOf.set(frame, [index]);
    else positions.push(index);
  });
  const found = [];
  if (frames.length - positionsOf.size <= REPETITION_MIN) return found;
  for (let i = 0; i < frames.length - REPETITION_MIN; i++) {
    const positions = positionsOf.get(frames[i]);
    const current = positions.indexOf(i) + 1;
    if (current === positions.length || positions[positions.length - 1] - i < REPETITION_MIN) continue;
    const { period, count } = bestRepetition(frames, i, candidatePeriods(positions, current, i));
    if (count * period < REPETITION_MIN) continue;
    found.push({ offset: i + period, period, count });
    i += period * (count + 1) - 1;
  }
  return found;
}

/** Puts one line in place of each repetition. */
function collapseRepetitions(ctx, frames) {
  for (const { count, offset, period } of findRepetitions(frames).reverse()) {
    const times = count > 1 ? `${period} lines ${count} times...` : 'lines ...';
    const text = `    ... collapsed ${period * count} duplicate lines matching above ${times}`;
    frames.splice(offset, period * count, ctx.stylize(text, 'undefined'));
  }
}

/**
 * The frames to be shown.
 * @param {object} ctx the state of this inspect call
 * @param {string} stackFrames the lines of frames
 * @param {string} [causeStack] the stack of the error's cause
 * @returns {string[]}
 */
function selectFrames(ctx, stackFrames, causeStack) {
  const frames = stackFrames.split('\n');
  const causeStart = causeStack === undefined ? -1 : causeStack.indexOf('\n    at');
  if (causeStart !== -1) {
    const [length, offset] = identicalSequenceRange(frames, causeStack.slice(causeStart + 1).split('\n'));
    if (length > 0) {
      // The first and the last equal frame stay, as marks.
      const skipped = length - 2;
      const text = `    ... ${skipped} lines matching cause stack trace ...`;
      frames.splice(offset + 1, skipped, ctx.stylize(text, 'undefined'));
    }
  }
  if (profile.inspectCollapsesRepeatedFrames && frames.length > UNCOLLAPSED_FRAMES_MAX) collapseRepetitions(ctx, frames);
  return frames;
}

/** Underlines the names of packages in a path. */
function markNodeModules(ctx, line) {
  let marked = '';
  let copied = 0;
  let from = 0;
  for (;;) {
    const position = line.indexOf(NODE_MODULES, from);
    if (position === -1) return marked + line.slice(copied);
    const separator = line[position - 1];
    const after = line[position + NODE_MODULES.length];
    if ((after !== '/' && after !== '\\') || (separator !== '/' && separator !== '\\')) {
      from = position + 1;
      continue;
    }
    const start = position + NODE_MODULES.length + 1;
    let end = line.indexOf(separator, start);
    // A scoped package has one more separator in its name.
    if (end !== -1 && line[start] === '@') end = line.indexOf(separator, end + 1);
    if (end === -1) end = line.length;
    marked += line.slice(copied, start) + ctx.stylize(line.slice(start, end), 'module');
    copied = end;
    from = end;
  }
}

/** Dims the working directory in a frame's path. */
function markWorkingDirectory(ctx, line, directory) {
  let position = line.indexOf(directory);
  if (position === -1) return line;
  let { length } = directory;
  if (line.slice(position - 7, position) === 'file://') {
    length += 7;
    position -= 7;
  }
  const hasParenthesis = line[position - 1] === '(';
  const start = hasParenthesis ? position - 1 : position;
  const isClosed = hasParenthesis && line.endsWith(')');
  const pathStart = position + length + 1;
  const dimmed = ctx.stylize(line.slice(start, pathStart), 'undefined');
  const path = line.slice(pathStart, isClosed ? -1 : line.length);
  return line.slice(0, start) + dimmed + path + (isClosed ? ctx.stylize(')', 'undefined') : '');
}

/** Colours one frame. */
function colorFrame(ctx, line, directory) {
  if (CORE_FRAME.test(line)) return ctx.stylize(line, 'undefined');
  const marked = markNodeModules(ctx, line);
  if (directory === undefined) return marked;
  const dimmed = markWorkingDirectory(ctx, marked, directory);
  if (dimmed !== marked) return dimmed;
  return markWorkingDirectory(ctx, marked, require('internal/url').pathToFileURL(directory).href);
}

/**
 * Colours frames.
 * @param {object} ctx the state of this inspect call
 * @param {string[]} lines
 * @returns {string[]}
 */
function colorFrames(ctx, lines) {
  let directory;
  try {
    directory = process.cwd();
  } catch {
    // The working directory is gone: nothing to dim.
  }
  return lines.map((line) => colorFrame(ctx, line, directory));
}

module.exports = { colorFrames, identicalSequenceRange, selectFrames };
