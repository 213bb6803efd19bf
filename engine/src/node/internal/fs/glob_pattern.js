// Glob patterns: braces, parts of paths, and whether a path matches (Node's doc: «fs.glob», «path.matchesGlob»).
'use strict';

/** The part that stands for any number of directories. */
const GLOBSTAR = Symbol('**');

const POSIX_CLASSES = {
  '__proto__': null,
  'alnum': '\\p{L}\\p{Nl}\\p{Nd}',
  'alpha': '\\p{L}\\p{Nl}',
  'ascii': '\\x00-\\x7f',
  'blank': '\\p{Zs}\\t',
  'cntrl': '\\p{Cc}',
  'digit': '\\p{Nd}',
  'graph': '\\x21-\\x7e',
  'lower': '\\p{Ll}',
  'print': '\\x20-\\x7e',
  'punct': '\\p{P}',
  'space': '\\p{Z}\\t\\r\\n\\v\\f',
  'upper': '\\p{Lu}',
  'word': '\\p{L}\\p{Nl}\\p{Nd}\\p{Pc}',
  'xdigit': 'A-Fa-f0-9',
};

/** The largest number of patterns that the braces of one may stand for. */
const EXPANSIONS_MAX = 100_000;

/** Where the brace that opens at `start` closes, and its top-level commas; undefined when it does not close. */
function findBrace(text, start) {
  const commas = [];
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return { end: i, commas };
    else if (text[i] === ',' && depth === 1) commas.push(i);
  }
  return undefined;
}

/** What `{from..to}` or `{from..to..step}` stands for; undefined when it is no range. */
function expandRange(inner) {
  const match = /^(-?\d+|[a-zA-Z])\.\.(-?\d+|[a-zA-Z])(?:\.\.(-?\d+))?$/.exec(inner);
  if (match === null) return undefined;
  const [, from, to, by] = match;
  const areNumbers = /\d$/.test(from) && /\d$/.test(to);
  if (areNumbers !== (/\d$/.test(from) || /\d$/.test(to))) return undefined;
  const first = areNumbers ? Number(from) : from.charCodeAt(0);
  const last = areNumbers ? Number(to) : to.charCodeAt(0);
  const step = Math.max(1, Math.abs(Number(by ?? 1)));
  const isPadded = areNumbers && [from, to].some((end) => /^-?0\d/.test(end));
  const width = isPadded ? Math.max(from.length, to.length) : 0;
  const all = [];
  for (let n = first; first <= last ? n <= last : n >= last; n += first <= last ? step : -step) {
    if (!areNumbers) all.push(String.fromCharCode(n));
    else all.push(n < 0 ? `-${String(-n).padStart(width - 1, '0')}` : String(n).padStart(width, '0'));
    if (all.length > EXPANSIONS_MAX) break;
  }
  return all;
}

/** The patterns without braces that a pattern stands for, in order. */
function expandBraces(pattern) {
  for (let start = pattern.indexOf('{'); start >= 0; start = pattern.indexOf('{', start + 1)) {
    const brace = findBrace(pattern, start);
    if (brace === undefined) continue;
    const inner = pattern.slice(start + 1, brace.end);
    let choices;
    if (brace.commas.length > 0) {
      const cuts = [start, ...brace.commas, brace.end];
      choices = cuts.slice(1).flatMap((cut, i) => expandBraces(pattern.slice(cuts[i] + 1, cut)));
    } else {
      choices = expandRange(inner);
    }
    if (choices === undefined) continue;
    const before = pattern.slice(0, start);
    const rests = expandBraces(pattern.slice(brace.end + 1));
    return choices.flatMap((choice) => rests.map((rest) => before + choice + rest)).slice(0, EXPANSIONS_MAX);
  }
  return [pattern];
}

function escapeCharacter(character) {
  return /[\\^$.*+?()[\]{}|/-]/.test(character) ? `\\${character}` : character;
}

/**
 * A class in brackets that begins at `start`.
 * @returns its regular expression and where it ends; undefined when it is no class, and the bracket only a bracket
 */
function compileClass(text, start) {
  let i = start + 1;
  const isNegated = text[i] === '!' || text[i] === '^';
  if (isNegated) i++;
  let body = '';
  for (let isFirst = true; i < text.length; isFirst = false) {
    if (text[i] === ']' && !isFirst) {
      const source = body === '' ? (isNegated ? '[^/]' : '(?!)') : `[${isNegated ? '^/' : ''}${body}]`;
      return { source, end: i };
    }
    const posix = /^\[:(\w+):\]/.exec(text.slice(i));
    if (posix !== null && posix[1] in POSIX_CLASSES) {
      body += POSIX_CLASSES[posix[1]];
      i += posix[0].length;
    } else if (text[i + 1] === '-' && text[i + 2] !== undefined && text[i + 2] !== ']') {
      // A range the wrong way round holds nothing.
      if (text[i] <= text[i + 2]) body += `${escapeCharacter(text[i])}-${escapeCharacter(text[i + 2])}`;
      i += 3;
    } else {
      body += escapeCharacter(text[i]);
      i++;
    }
  }
  return undefined;
}

/** Where the parenthesis that opens at `start` closes, and its alternatives; undefined when it does not close. */
function findGroup(text, start) {
  const alternatives = [];
  let depth = 0;
  let from = start + 1;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return { alternatives: [...alternatives, text.slice(from, i)], end: i };
    else if (text[i] === '|' && depth === 1) {
      alternatives.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return undefined;
}

/** The regular expression of one part, without anchors. */
function compile(text) {
  let source = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    const group = '?*+@!'.includes(character) && text[i + 1] === '(' ? findGroup(text, i + 1) : undefined;
    if (group !== undefined) {
      const choice = group.alternatives.map(compile).join('|');
      if (character === '!') {
        // Whatever is not one of them, up to where the rest of the part matches.
        source += `(?:(?!(?:${choice})${compile(text.slice(group.end + 1))}$)[^/]*?)`;
      } else {
        source += `(?:${choice})${character === '@' ? '' : character}`;
      }
      i = group.end;
    } else if (character === '*') {
      while (text[i + 1] === '*') i++;
      source += '[^/]*?';
    } else if (character === '?') {
      source += '[^/]';
    } else {
      const found = character === '[' ? compileClass(text, i) : undefined;
      source += found ? found.source : escapeCharacter(character);
      if (found) i = found.end;
    }
  }
  return source;
}

/** One part of a pattern: text that stands for itself, GLOBSTAR, or `{ pattern, namesDot }`, a test of names. */
function compilePart(text) {
  if (text === '**') return GLOBSTAR;
  const isMagic = /[*?[]|[+@!]\(/.test(text);
  if (!isMagic) return text;
  // Names that begin with a dot are matched only where the pattern has the dot, too.
  const namesDot = text.startsWith('.');
  const guard = namesDot ? '(?!\\.{1,2}$)' : '(?!\\.)';
  return { namesDot, pattern: new RegExp(`^${guard}(?=.)${compile(text)}$`, 'u') };
}

/**
 * The lists of parts that a pattern stands for, one for each choice of its braces. A first part '' makes it absolute,
 * a last part '' asks for a directory.
 */
function compilePattern(pattern) {
  // A backslash is a separator here, not an escape, on every system.
  return expandBraces(pattern.replaceAll('\\', '/')).map((text) => {
    const isKept = (part, i, all) => part !== '.' && (part !== '' || i === 0 || i === all.length - 1);
    const isNew = (part, i, all) => part !== GLOBSTAR || all[i - 1] !== GLOBSTAR;
    return text.split('/').filter(isKept).map(compilePart).filter(isNew);
  });
}

/** Whether a name matches one part that is not GLOBSTAR. */
function matchPart(part, name) {
  return typeof part === 'string' ? part === name : part.pattern.test(name);
}

function matchParts(parts, names, p, n) {
  while (p < parts.length) {
    if (parts[p] === GLOBSTAR) {
      if (p === parts.length - 1) return n < names.length && names.slice(n).every((name) => !name.startsWith('.'));
      for (let i = n; i <= names.length; i++) {
        if (matchParts(parts, names, p + 1, i)) return true;
        if (names[i]?.startsWith('.')) return false;
      }
      return false;
    }
    if (n >= names.length || !matchPart(parts[p], names[n])) return false;
    p++;
    n++;
  }
  return n === names.length;
}

/** Whether all of a path matches a pattern. */
function matchGlob(pattern, path) {
  const names = path.split('/');
  return compilePattern(pattern).some((parts) => matchParts(parts, names, 0, 0));
}

module.exports = { GLOBSTAR, compilePattern, matchGlob, matchPart };
