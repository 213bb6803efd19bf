// Doubly linked circular lists threaded through their items (`_idlePrev`, `_idleNext`): timers of one delay.
'use strict';

/** Makes an object an empty list. */
function init(list) {
  list._idleNext = list;
  list._idlePrev = list;
  return list;
}

/** The oldest item, or null. */
function peek(list) {
  return list._idlePrev === list ? null : list._idlePrev;
}

/** Takes an item out of whatever list it is in. */
function remove(item) {
  if (item._idleNext) item._idleNext._idlePrev = item._idlePrev;
  if (item._idlePrev) item._idlePrev._idleNext = item._idleNext;
  item._idleNext = null;
  item._idlePrev = null;
}

/** Puts an item at the young end, out of any list it was in. */
function append(list, item) {
  if (item._idleNext || item._idlePrev) remove(item);
  item._idleNext = list._idleNext;
  item._idlePrev = list;
  list._idleNext._idlePrev = item;
  list._idleNext = item;
}

function isEmpty(list) {
  return list._idleNext === list;
}

module.exports = { init, peek, remove, append, isEmpty };
