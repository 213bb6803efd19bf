// File operations made of several calls, written once as a generator and run at once, with a callback, or as a promise.
'use strict';

const {
  FSReqCallback,
  FSReqPromise,
  attempt,
  callError,
  completionError,
  failed,
  tryCall,
} = require('internal/fs/binding');

/*
 * A generator of steps yields `[name, ...args]`, a call of internal/fs/binding, and is given its answer: the value,
 * or a negative errno. It may yield a pair of calls that are to run at the same time, and is given a pair of answers;
 * the second is not waited for when the first fails. Only where it is run as a promise may it also yield a promise,
 * and is given what that holds.
 */

/** A call that failed and ends the operation; whoever runs the steps makes an error of it. */
class Failure {
  constructor(errno, name, args) {
    this.errno = errno;
    this.name = name;
    this.args = args;
  }
}

/** Runs one call inside a generator of steps (`yield* must(…)`). @throws {Failure} */
function* must(name, ...args) {
  const answer = yield [name, ...args];
  if (failed(answer)) throw new Failure(answer, name, args);
  return answer;
}

function isPair(step) {
  return Array.isArray(step[0]);
}

function tryPair([first, second]) {
  const answer = tryCall(...first);
  return failed(answer) ? [answer] : [answer, tryCall(...second)];
}

/** Runs the steps now. @returns what the generator returns @throws {Error} of the call that failed */
function runSteps(steps) {
  try {
    let { done, value } = steps.next();
    while (!done) ({ done, value } = steps.next(isPair(value) ? tryPair(value) : tryCall(...value)));
    return value;
  } catch (failure) {
    throw failure instanceof Failure ? callError(failure.errno, failure.name, failure.args, runSteps) : failure;
  }
}

/**
 * Runs the steps as pool jobs, one after the other; then `done(error)` or `done(null, value)`.
 * @param {Function} nextRequest gives the request of each job
 */
function queueSteps(steps, nextRequest, done) {
  function advance(answer) {
    let step;
    try {
      step = steps.next(answer);
    } catch (failure) {
      fail(failure);
      return;
    }
    if (step.done) {
      done(null, step.value);
    } else if (isPair(step.value)) {
      advancePair(step.value);
    } else if (Array.isArray(step.value)) {
      const [name, ...args] = step.value;
      attempt(nextRequest(), name, args, advance);
    } else {
      step.value.then(advance, fail);
    }
  }
  function advancePair(calls) {
    const answers = [];
    let isOver = false;
    calls.forEach(([name, ...args], i) => attempt(nextRequest(), name, args, (answer) => {
      answers[i] = answer;
      if (isOver) return;
      isOver = (i === 0 && failed(answer)) || (answers[0] !== undefined && answers[1] !== undefined);
      if (isOver) advance(answers);
    }));
  }
  function fail(failure) {
    done(failure instanceof Failure ? completionError(failure.name, failure.args, failure.errno) : failure);
  }
  advance();
}

/** Runs the steps with a callback; each job is a request of its own, or all are jobs of one. */
function requestSteps(steps, callback, oneRequest) {
  const req = oneRequest ? new FSReqCallback() : undefined;
  queueSteps(steps, () => req ?? new FSReqCallback(), callback);
}

/** Runs the steps as a promise. */
function promiseSteps(steps, oneRequest) {
  const req = oneRequest ? new FSReqPromise() : undefined;
  return new Promise((resolve, reject) => {
    queueSteps(steps, () => req ?? new FSReqPromise(), (error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });
}

module.exports = { Failure, must, promiseSteps, requestSteps, runSteps };
