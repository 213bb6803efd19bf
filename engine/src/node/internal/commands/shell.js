// A small shell: lists, pipes, redirections, variables, arithmetic; no loops, functions or patterns of file names.
// IEEE Std 1003.1, "Shell Command Language".
'use strict';

const { tokenize } = require('internal/commands/words');

const NOT_FOUND = 127;
const SYNTAX = 2;
const REDIRECTIONS = new Set(['>', '>>', '<', '2>', '2>>', '1>', '2>&1', '1>&2', '>&2']);
const WITHOUT_FILE = new Set(['2>&1', '1>&2', '>&2']);
const ASSIGNMENT = /^([A-Za-z_]\w*)=/;

/** Ends the shell, whatever is under way. */
class Exit {
  constructor(code) {
    this.code = code;
  }
}

/** What a run of the shell knows. */
class Shell {
  constructor(name, io, args = []) {
    this.name = name;
    this.io = io;
    this.args = args;
    this.variables = { ...io.env };
    this.status = 0;
    this.line = 1;
  }

  /** Runs a text to its end. @returns {Promise<number>} the last status */
  async run(source) {
    try {
      await this.#list(tokenize(source), this.io);
    } catch (error) {
      if (error instanceof Exit) return error.code;
      if (!(error instanceof SyntaxError)) throw error;
      this.io.err(`${this.name}: 1: Syntax error: ${error.message}\n`);
      return SYNTAX;
    }
    return this.status;
  }

  async #list(tokens, io) {
    let pipeline = [];
    let condition = ';';
    for (const token of [...tokens, { operator: ';' }]) {
      if (!['&&', '||', ';', '\n', '&'].includes(token.operator)) {
        pipeline.push(token);
        continue;
      }
      const runs = condition === '&&' ? this.status === 0 : condition === '||' ? this.status !== 0 : true;
      if (runs && pipeline.length > 0) await this.#pipeline(pipeline, io);
      else if (pipeline.length === 0 && token.operator !== ';' && token.operator !== '\n') throw new SyntaxError(`"${token.operator}" unexpected`);
      condition = token.operator;
      pipeline = [];
    }
  }

  /** One command after the other, each with the output of the one before as its input. */
  async #pipeline(tokens, io) {
    const commands = [[]];
    for (const token of tokens) {
      if (token.operator === '|') commands.push([]);
      else commands.at(-1).push(token);
    }
    let input;
    for (const [at, command] of commands.entries()) {
      let output = '';
      const isLast = at === commands.length - 1;
      const own = {
        ...io,
        ...(input === undefined ? {} : { input: fixed(input) }),
        ...(isLast ? {} : { isPiped: true, out: (text) => { output += text; } }),
      };
      this.status = await this.#command(command, own);
      input = output;
    }
  }

  async #command(tokens, io) {
    if (tokens[0]?.operator === '(') return this.#subshell(tokens, io);
    const words = [];
    const own = { ...io };
    const files = [];
    for (let at = 0; at < tokens.length; at++) {
      const { operator, pieces } = tokens[at];
      if (operator === undefined) words.push(...await this.#expand(pieces));
      else if (!REDIRECTIONS.has(operator)) throw new SyntaxError(`"${operator}" unexpected`);
      else if (WITHOUT_FILE.has(operator)) redirectTogether(own, operator);
      else files.push(redirect(own, operator, (await this.#expand(tokens[++at]?.pieces ?? [])).join(' ')));
    }
    const assignments = {};
    while (words.length > 0 && ASSIGNMENT.test(words[0])) {
      const [whole, name] = ASSIGNMENT.exec(words[0]);
      assignments[name] = words.shift().slice(whole.length);
    }
    if (words.length === 0) Object.assign(this.variables, assignments);
    own.env = { ...this.variables, ...assignments };
    const status = words.length === 0 ? 0 : await this.#simple(words, own);
    for (const file of files) file?.();
    return status;
  }

  async #subshell(tokens, io) {
    const inner = new Shell(this.name, io, this.args);
    inner.variables = { ...this.variables };
    const end = tokens.findLastIndex(({ operator }) => operator === ')');
    try {
      await inner.#list(tokens.slice(1, end), io);
    } catch (error) {
      if (error instanceof Exit) return error.code;
      throw error;
    }
    return inner.status;
  }

  #simple(words, io) {
    const [name, ...args] = words;
    const builtin = BUILTINS[name];
    if (builtin !== undefined) return builtin.call(this, args, io);
    const { runByName } = require('internal/commands');
    const status = runByName(words, io);
    if (status !== undefined) return status;
    io.err(`${this.name}: ${this.line}: ${name}: not found\n`);
    return NOT_FOUND;
  }

  /** The words that pieces become. */
  async #expand(pieces) {
    const words = [];
    let word;
    for (const piece of pieces) {
      const text = await this.#value(piece);
      if (piece.quoted || piece.text !== undefined) {
        word = (word ?? '') + text;
        continue;
      }
      const parts = text.split(/[ \t\n]+/);
      word = (word ?? '') + parts[0];
      for (const part of parts.slice(1)) {
        if (word !== '') words.push(word);
        word = part;
      }
      if (word === '') word = undefined;
    }
    if (word !== undefined) words.push(word);
    return words;
  }

  async #value({ text, variable, arithmetic, command }) {
    if (text !== undefined) return text;
    if (variable !== undefined) return this.#variable(variable);
    if (arithmetic !== undefined) return String(this.#calculate(arithmetic));
    let output = '';
    const inner = new Shell(this.name, { ...this.io, isPiped: true, out: (more) => { output += more; } }, this.args);
    inner.variables = { ...this.variables };
    this.status = await inner.run(command);
    return output.replace(/\n+$/, '');
  }

  #variable(name) {
    if (name === '?') return String(this.status);
    if (name === '$') return String(process.pid);
    if (name === '#') return String(Math.max(this.args.length - 1, 0));
    if (name === '@' || name === '*') return this.args.slice(1).join(' ');
    if (/^\d$/.test(name)) return this.args[name] ?? (name === '0' ? this.name : '');
    return this.variables[name] ?? '';
  }

  /** Whole numbers with the operators of C. */
  #calculate(expression) {
    const plain = expression.replace(/\$?([A-Za-z_]\w*)/g, (_, name) => this.variables[name] || '0');
    if (!/^[\d\s+\-*/%()<>=!&|^~?:]*$/.test(plain)) throw new SyntaxError(`arithmetic expression: expecting primary: "${expression}"`);
    const result = internalBinding('contextify').runScript(`(${plain.replace(/\//g, '/1/')})`.replace(/\/1\//g, '/'), 'arithmetic');
    return Math.trunc(Number(result));
  }
}

/** Input that is known already. */
const fixed = (text) => async () => text;

function redirectTogether(io, operator) {
  if (operator === '2>&1') io.err = io.out;
  else io.out = io.err;
}

/** Sends a stream to a file, or takes input from one. @returns {Function|undefined} what finishes it */
function redirect(io, operator, file) {
  const fs = require('fs');
  if (operator === '<') {
    io.input = async () => fs.readFileSync(file, 'utf8');
    return undefined;
  }
  const isAppended = operator.endsWith('>>');
  if (!isAppended) fs.writeFileSync(file, '');
  const write = (text) => fs.appendFileSync(file, text);
  if (operator.startsWith('2')) io.err = write;
  else Object.assign(io, { out: write, isPiped: true });
  return undefined;
}

/** What the shell does itself. */
const BUILTINS = {
  '__proto__': null,
  ':': () => 0,
  exit(args) {
    throw new Exit(args.length > 0 ? Number(args[0]) & 0xff : this.status);
  },
  cd([folder]) {
    process.chdir(folder ?? this.variables.HOME);
    return 0;
  },
  export(args) {
    for (const arg of args) {
      const match = ASSIGNMENT.exec(arg);
      if (match) this.variables[match[1]] = arg.slice(match[0].length);
    }
    return 0;
  },
  async exec(args, io) {
    throw new Exit(await require('internal/commands').runByName(args, io) ?? NOT_FOUND);
  },
  kill(args, io) {
    const signal = args[0]?.startsWith('-') ? args.shift().slice(1) : 'TERM';
    const name = /^\d+$/.test(signal) ? Number(signal) : `SIG${signal.replace(/^SIG/, '')}`;
    for (const pid of args) process.kill(Number(pid), name);
    return 0;
  },
};

/**
 * The words of a command that consists of one program and plain arguments.
 * @returns {string[]|undefined} undefined when a shell is needed for it
 */
function singleCommand(source, env) {
  let tokens;
  try {
    tokens = tokenize(source);
  } catch {
    return undefined;
  }
  if (tokens.length === 0 || tokens.some(({ operator }) => operator !== undefined)) return undefined;
  const words = [];
  for (const { pieces } of tokens) {
    if (pieces.some((piece) => piece.text === undefined && !(piece.variable in env))) return undefined;
    words.push(pieces.map((piece) => piece.text ?? env[piece.variable]).join(''));
  }
  return ASSIGNMENT.test(words[0]) ? undefined : words;
}

module.exports = { Shell, singleCommand };
