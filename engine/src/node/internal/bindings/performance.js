// internalBinding('performance'): the clock of performance.now(), and when the process passed what.
'use strict';

const { hrtime, loopMetrics, wallTime } = internalBinding('process');
const { Handle } = require('internal/handles');

const NS_PER_MS = 1e6;
const US_PER_MS = 1000;

/** Milliseconds since the process began. */
function now() {
  return hrtime() / NS_PER_MS;
}

/** Numbers of the milestones in internal/perf/utils.js that are passed while a program runs. */
const LOOP_START = 4;
const LOOP_EXIT = 5;

/** When a milestone was passed, in milliseconds since the time origin; -1 for one to come. */
function milestone(index) {
  const [, , , , loopStart, loopExit] = loopMetrics();
  // Start-up takes one piece of virtual time; its inner milestones divide it evenly.
  if (index < LOOP_START) return (startedAt / NS_PER_MS / LOOP_START) * (index + 1);
  const at = index === LOOP_EXIT ? loopExit : loopStart;
  return at < 0 ? -1 : at / NS_PER_MS;
}

let startedAt = 0;

/** Measures how late a repeating timer fires: what monitorEventLoopDelay shows. */
class DelayMonitor extends Handle {
  #resolution;
  #last = hrtime();
  #delays = [];

  constructor(resolution) {
    super('ELDHISTOGRAM');
    this.#resolution = resolution;
    this.unref();
    this.setActive(true);
    this.startTimer(resolution);
  }

  onWake() {
    const now = hrtime();
    this.#delays.push(now - this.#last);
    this.#last = now;
    this.startTimer(this.#resolution);
  }

  take() {
    const delays = Float64Array.from(this.#delays);
    this.#delays = [];
    return delays;
  }
}

const monitors = new Map();

module.exports = {
  now,
  timeOriginTimestamp: () => wallTime() / US_PER_MS - now(),
  milestone,
  /** Start-up is over: the program's first line comes next. */
  markStarted: () => { startedAt = hrtime(); },
  /** Milliseconds that the loop spent waiting in poll. */
  loopIdleTime: () => loopMetrics()[0] / NS_PER_MS,
  /** [iterations, events that poll reported, events that were ready when poll began] */
  loopMetrics: () => loopMetrics().slice(1, 4),
  /** Starts measuring; gives the monitor's number. */
  startDelay(resolution) {
    const monitor = new DelayMonitor(resolution);
    monitors.set(monitor.handleId, monitor);
    return monitor.handleId;
  },
  /** Nanoseconds between firings since the last call. */
  takeDelays: (id) => monitors.get(id).take(),
  stopDelay(id) {
    monitors.get(id).close();
    monitors.delete(id);
  },
};
