// Timers that are the program's own objects: timers.enroll() and its kin, which Node 24 took away. Node's doc:
// "Deprecated APIs", DEP0095, DEP0096, DEP0126, DEP0127.
'use strict';

const timers = require('internal/timers');
const list = require('internal/linkedlist');
const { deprecate } = require('internal/util');

/** Gives an object with `_onTimeout` a delay, without starting it. */
function enroll(item, msecs) {
  msecs = timers.getTimerDuration(msecs, 'msecs');
  if (item._idleNext) timers.unenroll(item);
  list.init(item);
  item._idleTimeout = msecs;
}

module.exports = {
  _unrefActive: deprecate((item) => timers.insertUnrefed(item),
                          'timers._unrefActive() is deprecated. Please use timeout.refresh() instead.', 'DEP0127'),
  active: deprecate((item) => timers.active(item),
                    'timers.active() is deprecated. Please use timeout.refresh() instead.', 'DEP0126'),
  unenroll: deprecate((item) => timers.unenroll(item),
                      'timers.unenroll() is deprecated. Please use clearTimeout instead.', 'DEP0096'),
  enroll: deprecate(enroll, 'timers.enroll() is deprecated. Please use setTimeout instead.', 'DEP0095'),
};
