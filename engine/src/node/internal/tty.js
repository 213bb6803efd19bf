// How many colours a terminal shows, judged by the environment. Answers to Node's doc "writeStream.getColorDepth".
'use strict';

const { validateInteger } = require('internal/validators');

/** Depths in bits: no colours, the 16 of ANSI, 256, all. */
const NONE = 1;
const ANSI = 4;
const PALETTE = 8;
const TRUE = 24;

/** What build servers show; those that are not here show none. */
const BUILD_SERVERS = {
  APPVEYOR: PALETTE, BUILDKITE: PALETTE, CIRCLECI: TRUE, DRONE: PALETTE, GITEA_ACTIONS: TRUE, GITHUB_ACTIONS: TRUE,
  GITLAB_CI: PALETTE, TRAVIS: PALETTE,
};

const PROGRAMS = { 'HyperTerm': TRUE, 'MacTerm': TRUE, 'Apple_Terminal': PALETTE };

const TERMINALS = {
  'eterm': ANSI, 'cons25': ANSI, 'console': ANSI, 'cygwin': ANSI, 'dtterm': ANSI, 'gnome': ANSI, 'hurd': ANSI,
  'jfbterm': ANSI, 'konsole': ANSI, 'kterm': ANSI, 'mlterm': ANSI, 'mosh': TRUE, 'putty': ANSI, 'st': ANSI,
  'rxvt-unicode-24bit': TRUE, 'terminator': TRUE, 'xterm-kitty': TRUE,
};

const ANSI_TERMINAL = /ansi|color|linux|direct|^con[0-9]*x[0-9]|^rxvt|^screen|^xterm|^vt100|^vt220/;

let warned = false;

/** FORCE_COLOR prevails; that it does is worth a warning, once. */
function warnOfContradiction(env) {
  const ignored = env.NODE_DISABLE_COLORS !== undefined ? 'NODE_DISABLE_COLORS' : env.NO_COLOR !== undefined ? 'NO_COLOR' : undefined;
  if (ignored === undefined || warned) return;
  warned = true;
  process.emitWarning(`The '${ignored}' env is ignored due to the 'FORCE_COLOR' env being set.`, 'Warning');
}

/** What FORCE_COLOR asks for; a value that is none of its own turns colours off. */
function forcedDepth(env) {
  const depths = { '': ANSI, '1': ANSI, 'true': ANSI, '2': PALETTE, '3': TRUE };
  const depth = depths[env.FORCE_COLOR];
  if (depth !== undefined) warnOfContradiction(env);
  return depth ?? NONE;
}

function buildServerDepth(env) {
  for (const name in BUILD_SERVERS) {
    if (name in env) return BUILD_SERVERS[name];
  }
  return env.CI_NAME === 'codeship' ? PALETTE : NONE;
}

function terminalDepth(env) {
  const term = env.TERM?.toLowerCase();
  if (term && TERMINALS[term]) return TERMINALS[term];
  if (term?.includes('truecolor')) return TRUE;
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return TRUE;
  if (env.TERM?.startsWith('xterm-256')) return PALETTE;
  if (term && ANSI_TERMINAL.test(term)) return ANSI;
  return env.COLORTERM ? ANSI : NONE;
}

/**
 * Bits of colour that the environment tells of.
 * @param {object} [env] default `process.env`
 * @returns {number} 1, 4, 8 or 24
 */
function getColorDepth(env = process.env) {
  if (env.FORCE_COLOR !== undefined) return forcedDepth(env);
  if (env.NODE_DISABLE_COLORS !== undefined || env.NO_COLOR !== undefined || env.TERM === 'dumb') return NONE;
  if (env.TMUX) return TRUE;
  // Azure's build server.
  if ('TF_BUILD' in env && 'AGENT_NAME' in env) return ANSI;
  if ('CI' in env) return buildServerDepth(env);
  if ('TEAMCITY_VERSION' in env) return /^(9\.(0*[1-9]\d*)\.|\d{2,}\.)/.test(env.TEAMCITY_VERSION) ? ANSI : NONE;
  if (env.TERM_PROGRAM === 'iTerm.app') {
    return !env.TERM_PROGRAM_VERSION || /^[0-2]\./.test(env.TERM_PROGRAM_VERSION) ? PALETTE : TRUE;
  }
  return PROGRAMS[env.TERM_PROGRAM] ?? terminalDepth(env);
}

/**
 * Whether at least `count` colours are shown.
 * @param {number} [count] default 16
 * @param {object} [env]
 * @returns {boolean}
 */
function hasColors(count, env) {
  if (env === undefined && (count === undefined || (typeof count === 'object' && count !== null))) {
    env = count;
    count = 16;
  } else {
    validateInteger(count, 'count', 2);
  }
  return count <= 2 ** getColorDepth(env);
}

module.exports = { getColorDepth, hasColors };
