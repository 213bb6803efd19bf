// The stepper of the page: looks up the state of each step, draws the timeline, and listens to keys. Knows no rules.
'use strict';

const run = JSON.parse(document.getElementById('run').textContent);
const $ = (id) => document.getElementById(id);
const text = (number) => run.texts[number];
const steps = run.at.length;

/** The queues in the order in which they are shown: key, heading, what stands there when it is empty. */
const QUEUES = [
  ['running', 'call stack', 'no JavaScript runs'],
  ['ticks', 'ticks', 'none'],
  ['microtasks', 'microtasks', 'none'],
  ['timers', 'timers', 'none'],
  ['poll', 'poll: ready', 'nothing'],
  ['workers', 'pool: at work', 'idle'],
  ['queue', 'pool: queue', 'none'],
  ['check', 'check: immediates', 'none'],
  ['closing', 'closing', 'none'],
  ['alive', 'keeps the process alive', 'nothing'],
];
/** Rows of the table that is printed. */
const PAPER_ROWS = 300;
const PLAY_MS = 450;

let step = 0;
let playing = null;
let from = run.picture.begins;
let to = Math.max(run.picture.ends, from + 1000);

/** The index of the last entry of a sorted list that is not beyond `value`; -1 if there is none. */
function lastUpTo(list, value, of) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(list[middle]) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
const itself = (value) => value;

/** The state of a queue at the step: how many, and the names of the first. */
function queueAt(key) {
  const rows = run.lists[key] ?? [];
  const at = lastUpTo(rows, step, (row) => row[0]);
  return at < 0 ? [0, []] : [rows[at][1], rows[at][2]];
}

const ms = (ns) => `${(ns / 1e6).toFixed(3)} ms`;
const now = () => (step === 0 ? run.picture.begins : run.at[step - 1]);

function element(tag, content, className) {
  const made = document.createElement(tag);
  if (content !== undefined) made.textContent = content;
  if (className) made.className = className;
  return made;
}

function showQueues() {
  $('queues').replaceChildren(...QUEUES.map(([key, title, none]) => {
    const [count, named] = queueAt(key);
    const box = element('div', undefined, count === 0 ? 'queue empty' : 'queue');
    box.dataset.queue = key;
    const heading = element('h2', title);
    if (count > 0) heading.append(element('span', String(count), 'count'));
    box.append(heading);
    if (count === 0) {
      box.append(none);
    } else {
      const list = element('ol');
      for (const name of named) list.append(element('li', text(name)));
      if (count > named.length) list.append(element('li', `… ${count - named.length} more`));
      box.append(list);
    }
    return box;
  }));
}

let shownFile = null;
let shownLine = null;

/** The line of this step, or the last one before it that is known. */
function place() {
  for (let at = step - 1; at >= 0 && at > step - 500; at--) {
    if (run.sources[run.file[at]] !== undefined) return [run.file[at], run.line[at]];
  }
  return [Number(Object.keys(run.sources)[0] ?? 0), 0];
}

function showSource() {
  const [file, line] = place();
  if (file !== shownFile) {
    shownFile = file;
    $('file').textContent = text(file) || 'source';
    $('source').replaceChildren(...(run.sources[file] ?? '').split('\n').map((content, at) => {
      const row = element('span', content || ' ', 'row');
      row.dataset.n = at + 1;
      return row;
    }));
  }
  shownLine?.classList.remove('now');
  shownLine = $('source').children[line - 1] ?? null;
  if (shownLine === null) return;
  shownLine.classList.add('now');
  const box = $('source');
  const top = shownLine.offsetTop - box.offsetTop;
  if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 30) box.scrollTop = top - box.clientHeight / 2;
}

let shownOutput = -1;

function showConsole() {
  const until = lastUpTo(run.output, step, (line) => line[0]);
  if (until === shownOutput) return;
  if (until < shownOutput) {
    $('console').replaceChildren();
    shownOutput = -1;
  }
  while (shownOutput < until) {
    const [, stream, what] = run.output[++shownOutput];
    $('console').append(element('span', text(what), stream === 1 ? 'err' : ''));
  }
  $('console').scrollTop = $('console').scrollHeight;
}

/** Goes to a step and shows it. */
function go(to_) {
  step = Math.max(0, Math.min(steps, to_));
  $('slider').value = step;
  const [, position] = queueAt('position');
  $('position').textContent = `step ${step} of ${steps} · ${ms(now())} · ${position.length ? text(position[0]) : 'start'}`;
  $('what').textContent = step === 0 ? 'Nothing has happened yet: the process has started.' : text(run.what[step - 1]);
  $('why').textContent = step === 0 ? '' : text(run.why[step - 1]);
  document.body.dataset.step = step;
  showQueues();
  showSource();
  showConsole();
  follow();
  draw();
}

/** The next or the last entry of a list of steps. */
function jump(list, direction) {
  const at = lastUpTo(list, direction > 0 ? step : step - 1, itself);
  go(direction > 0 ? list[at + 1] ?? steps : list[at] ?? 0);
}

// The timeline.

const canvas = $('lanes');
const LANE = 20;
const LABEL = 92;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function lanes() {
  const depth = run.picture.callbacks.reduce((most, bar) => Math.max(most, bar[2]), 0);
  const rows = ['phases', ...Array.from({ length: Math.min(depth, 3) + 1 }, (_, at) => (at === 0 ? 'callbacks' : ''))];
  const first = rows.length;
  for (let worker = 0; worker < run.picture.workers; worker++) rows.push(`worker ${worker}`);
  if (run.picture.depth.length > 0) rows.push('pool queue');
  return { rows, first };
}

function draw() {
  const { rows, first } = lanes();
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth || 600;
  const height = rows.length * LANE + 6;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  canvas.style.height = `${height}px`;
  const paint = canvas.getContext('2d');
  paint.scale(ratio, ratio);
  paint.font = '11px system-ui, sans-serif';
  paint.textBaseline = 'middle';
  const x = (ns) => LABEL + ((ns - from) / (to - from)) * (width - LABEL - 4);
  rows.forEach((row, at) => {
    paint.fillStyle = colour('soft');
    paint.fillText(row, 6, at * LANE + LANE / 2 + 3);
  });
  paint.save();
  paint.beginPath();
  paint.rect(LABEL, 0, width - LABEL, height);
  paint.clip();
  const bars = (list, row, fill) => drawBars(paint, x, list, row, fill, width);
  bars(run.picture.phases, () => 0, (bar) => colour(text(bar[3])));
  bars(run.picture.callbacks, (bar) => 1 + Math.min(bar[2], 3), () => colour('callback'));
  bars(run.picture.jobs, (bar) => first + bar[2], () => colour('job'));
  drawDepth(paint, x, rows.length, width);
  paint.fillStyle = colour('cursor');
  paint.fillRect(x(now()) - 1, 0, 2, height);
  paint.restore();
  $('scale').textContent = `${ms(from)} to ${ms(to)}`;
}

/** Bars of one kind; those that would fall on the same pixel of a lane are drawn once. */
function drawBars(paint, x, list, row, fill, width) {
  const reached = new Map();
  const colours = new Map();
  for (const bar of list) {
    if (bar[1] < from || bar[0] > to) continue;
    const left = Math.max(LABEL, x(bar[0]));
    const right = Math.min(width, Math.max(x(bar[1]), left + 1));
    const lane = row(bar);
    if (right <= (reached.get(lane) ?? 0)) continue;
    reached.set(lane, right);
    if (!colours.has(bar[3])) colours.set(bar[3], fill(bar));
    paint.fillStyle = colours.get(bar[3]);
    paint.fillRect(left, lane * LANE + 4, right - left, LANE - 4);
    if (right - left > 40) {
      paint.save();
      paint.beginPath();
      paint.rect(left, lane * LANE, right - left - 2, LANE + 4);
      paint.clip();
      paint.fillStyle = colour('paper');
      paint.fillText(text(bar[3]), left + 4, lane * LANE + LANE / 2 + 3);
      paint.restore();
    }
  }
}

function drawDepth(paint, x, count, width) {
  const { depth } = run.picture;
  if (depth.length === 0) return;
  const most = depth.reduce((deepest, [, waiting]) => Math.max(deepest, waiting), 1);
  const bottom = count * LANE;
  paint.fillStyle = colour('queue');
  let last = -1;
  for (let at = 0; at < depth.length; at++) {
    const left = x(depth[at][0]);
    const right = at + 1 < depth.length ? x(depth[at + 1][0]) : width;
    if (right < LABEL || left > width || right - last < 0.5 || depth[at][1] === 0) continue;
    last = right;
    const tall = Math.max(2, (depth[at][1] / most) * (LANE - 4));
    paint.fillRect(left, bottom - tall, Math.max(0.5, right - left), tall);
  }
  paint.fillStyle = colour('soft');
  paint.fillText(`${most} deep at most`, width - 92, bottom - LANE / 2);
}

function zoom(factor) {
  const middle = Math.min(Math.max(now(), from), to);
  const span = Math.max(1000, (to - from) * factor);
  from = Math.max(run.picture.begins, middle - ((middle - from) / (to - from)) * span);
  to = Math.min(Math.max(run.picture.ends, from + 1000), from + span);
  draw();
}

function zoomAll() {
  from = run.picture.begins;
  to = Math.max(run.picture.ends, from + 1000);
  draw();
}

/** Keeps the cursor on the picture. */
function follow() {
  if (now() >= from && now() <= to) return;
  const span = to - from;
  from = Math.max(run.picture.begins, now() - span / 3);
  to = from + span;
}

canvas.addEventListener('click', (event) => {
  const box = canvas.getBoundingClientRect();
  const at = from + ((event.clientX - box.left - LABEL) / (box.width - LABEL - 4)) * (to - from);
  go(lastUpTo(run.at, at, itself) + 1);
});

// Commands and keys.

function play() {
  if (playing === null) {
    playing = setInterval(() => (step < steps ? go(step + 1) : play()), PLAY_MS);
  } else {
    clearInterval(playing);
    playing = null;
  }
  document.body.dataset.playing = String(playing !== null);
}

const COMMANDS = {
  home: () => go(0),
  end: () => go(steps),
  back: () => go(step - 1),
  next: () => go(step + 1),
  callbackBack: () => jump(run.callbacks, -1),
  callbackNext: () => jump(run.callbacks, 1),
  turnBack: () => jump(run.turns, -1),
  turnNext: () => jump(run.turns, 1),
  play,
  zoomIn: () => zoom(0.5),
  zoomOut: () => zoom(2),
  zoomAll,
};

const KEYS = {
  ArrowLeft: 'back', p: 'back', h: 'back', ArrowRight: 'next', n: 'next', l: 'next',
  ArrowUp: 'callbackBack', k: 'callbackBack', ArrowDown: 'callbackNext', j: 'callbackNext',
  t: 'turnNext', T: 'turnBack', PageDown: 'turnNext', PageUp: 'turnBack', ' ': 'play',
  Home: 'home', g: 'home', End: 'end', G: 'end', '+': 'zoomIn', '-': 'zoomOut', 0: 'zoomAll',
};

document.addEventListener('keydown', (event) => {
  const command = KEYS[event.key];
  if (command === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  // A button that has the focus would be pressed as well.
  event.preventDefault();
  COMMANDS[command]();
});
for (const button of document.querySelectorAll('button[data-do]')) {
  button.addEventListener('click', () => COMMANDS[button.dataset.do]());
}
$('slider').max = steps;
$('slider').addEventListener('input', (event) => go(Number(event.target.value)));
window.addEventListener('resize', draw);
window.addEventListener('beforeprint', () => {
  zoomAll();
  shownOutput = -1;
  $('console').replaceChildren();
  const here = step;
  step = steps;
  showConsole();
  step = here;
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

/** The table that is printed: what ran, in order. */
function fillPaper() {
  const rows = run.callbacks.slice(0, PAPER_ROWS).map((at) => {
    const row = element('tr');
    const positions = run.lists.position ?? [];
    const position = positions[lastUpTo(positions, at, (entry) => entry[0])];
    const cells = [ms(run.at[at - 1]), position ? text(position[2][0]) : '', text(run.what[at - 1]), text(run.why[at - 1])];
    row.append(...cells.map((cell) => element('td', cell)));
    return row;
  });
  $('paper').replaceChildren(...rows);
}

fillPaper();
go(0);
