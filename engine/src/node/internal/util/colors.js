// Colours for messages of Node itself (assert, debuglog), where the terminal shows them. Node's doc: "TTY",
// getColorDepth();
// "Command-line API", FORCE_COLOR and NO_COLOR.
'use strict';

const CODES = { blue: 34, green: 32, white: 39, yellow: 33, red: 31, gray: 90 };

/** Terminals of one or two shades show no colours worth using: depth 1 means none. */
const COLOR_DEPTH_MIN = 2;

module.exports = {
  blue: '',
  green: '',
  white: '',
  yellow: '',
  red: '',
  gray: '',
  clear: '',
  reset: '',
  hasColors: false,

  /**
   * Whether a stream shows colours.
   * @param {Stream} [stream]
   * @returns {boolean}
   */
  shouldColorize(stream) {
    if (process.env.FORCE_COLOR !== undefined) return require('internal/tty').getColorDepth() > COLOR_DEPTH_MIN;
    if (!stream?.isTTY) return Boolean(stream?.isTTY);
    return typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > COLOR_DEPTH_MIN : true;
  },

  /** Fills the codes in, if standard error shows colours. */
  refresh() {
    if (!module.exports.shouldColorize(process.stderr)) return;
    for (const name in CODES) module.exports[name] = `\u001b[${CODES[name]}m`;
    module.exports.clear = '\u001bc';
    module.exports.reset = '\u001b[0m';
    module.exports.hasColors = true;
  },
};
