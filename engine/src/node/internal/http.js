// What the rooms of `http` share without depending on each other: two fields of outgoing messages, and the date.
'use strict';

/** The date of an answer, as RFC 9110 writes it: whole seconds of the (virtual) wall clock. */
function utcDate() {
  return new Date().toUTCString();
}

module.exports = {
  kOutHeaders: Symbol('kOutHeaders'),
  kNeedDrain: Symbol('kNeedDrain'),
  utcDate,
};
