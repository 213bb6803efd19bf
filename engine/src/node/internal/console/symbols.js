// The keys under which a console keeps what its methods share.
'use strict';

module.exports = {
  /** Map of label to count. */
  kCounts: Symbol('counts'),
  /** `(stream, args) => string`, the arguments of a method as text. */
  kFormat: Symbol('kFormat'),
  /** What precedes each line: spaces. */
  kGroupIndent: Symbol('kGroupIndentationString'),
  /** Spaces that a group adds. */
  kGroupWidth: Symbol('kGroupIndentWidth'),
  /** `(stream) => options of inspect`; a stream is named 'stdout' or 'stderr'. */
  kInspectOptions: Symbol('kGetInspectOptions'),
  /** Marks consoles, for `instanceof`. */
  kIsConsole: Symbol('kIsConsole'),
  /** `(stream, text)`: writes a line. */
  kWrite: Symbol('kWriteToConsole'),
};
