// Reads a stream line by line, or a terminal key by key (Node's doc: «Class: InterfaceConstructor»).
'use strict';

const {
  AbortError,
  codes: { ERR_INVALID_ARG_VALUE, ERR_USE_AFTER_CLOSE },
} = require('internal/errors');
const { validateAbortSignal, validateArray, validateNumber, validateUint32 } = require('internal/validators');
const profile = require('internal/profile');
const { LineEditor } = require('internal/readline/editor');

/** How many lines the history keeps, unless it is told otherwise (Node's doc). */
const DEFAULT_HISTORY_SIZE = 30;
/** How long a newline may come after a return and still be the same end of line, at least (Node's doc). */
const MIN_CRLF_DELAY_MS = 100;
const DEFAULT_TAB_SIZE = 8;
const DEFAULT_ESCAPE_CODE_TIMEOUT_MS = 500;

/** The ends of lines; the line separators of Unicode count from Node 24 on. */
const LINE_END = profile.readlineKnowsUnicodeEnds ? /\r?\n|\r(?!\n)|\u2028|\u2029/g : /\r?\n|\r(?!\n)/g;

/** The constructor's arguments in their two forms, as one object. */
function gatherOptions(input, output, completer, terminal) {
  if (!input?.input) return { input, output, completer, terminal };
  return { ...input, historySize: input.historySize, signal: input.signal };
}

/** @throws {ERR_INVALID_ARG_VALUE | ERR_INVALID_ARG_TYPE | ERR_OUT_OF_RANGE} */
function validateHistorySize(size) {
  if (profile.readlineChecksHistorySizeLoosely) {
    if (typeof size !== 'number' || Number.isNaN(size) || size < 0) {
      throw new ERR_INVALID_ARG_VALUE.RangeError('historySize', size);
    }
    return;
  }
  validateNumber(size, profile.readlineNamesHistorySize ? 'historySize' : 'size', 0);
}

class Interface extends LineEditor {
  #questionCallback = null;
  #questionReject = null;
  #oldPrompt = '';
  #prompt = '> ';
  /** What came after the last end of line. */
  #rest = null;
  #decoder;
  /** When the last return came, to take a newline right after it for the same end of line; 0 when it was not last. */
  #returnedAt = 0;
  #previousKey = null;
  #lines;

  constructor(input, output, completer, terminal) {
    super();
    const options = gatherOptions(input, output, completer, terminal);
    this.#setOptions(options);
    this.line = '';
    ({ input, output } = options);
    this.output = output;
    this.input = input;
    this.terminal = Boolean(options.terminal === undefined && output != null ? output.isTTY : options.terminal);
    input.on('error', this.#onError);
    if (this.terminal) this.#attachTerminal();
    else this.#attachStream();
    if (options.signal) this.#closeOnAbort(options.signal);
    input.resume();
  }

  /** Checks the options and sets what they say. */
  #setOptions(options) {
    const { signal, tabSize, escapeCodeTimeout, completer, history, historySize = DEFAULT_HISTORY_SIZE } = options;
    this.isCompletionEnabled = true;
    this.escapeCodeTimeout = DEFAULT_ESCAPE_CODE_TIMEOUT_MS;
    this.tabSize = DEFAULT_TAB_SIZE;
    if (signal !== undefined) validateAbortSignal(signal, 'options.signal');
    if (tabSize !== undefined) {
      validateUint32(tabSize, 'tabSize', true);
      this.tabSize = tabSize;
    }
    if (options.prompt !== undefined) this.#prompt = options.prompt;
    if (escapeCodeTimeout !== undefined) {
      if (!Number.isFinite(escapeCodeTimeout)) {
        throw new ERR_INVALID_ARG_VALUE('input.escapeCodeTimeout', this.escapeCodeTimeout);
      }
      this.escapeCodeTimeout = escapeCodeTimeout;
    }
    if (completer !== undefined && typeof completer !== 'function') {
      throw new ERR_INVALID_ARG_VALUE('completer', completer);
    }
    if (history !== undefined) validateArray(history, 'history');
    validateHistorySize(historySize);
    this.history = history ?? [];
    this.historySize = historySize;
    this.removeHistoryDuplicates = Boolean(options.removeHistoryDuplicates);
    this.crlfDelay = options.crlfDelay ? Math.max(MIN_CRLF_DELAY_MS, options.crlfDelay) : MIN_CRLF_DELAY_MS;
    if (completer) this.completer = require('internal/readline/completion').normalizeCompleter(completer);
  }

  #onError = (error) => {
    this.emit('error', error);
  };

  #attachStream() {
    const { StringDecoder } = require('string_decoder');
    this.#decoder = new StringDecoder('utf8');
    const onData = (data) => this._normalWrite(data);
    const onEnd = () => {
      if (typeof this.#rest === 'string' && this.#rest.length > 0) this.emit('line', this.#rest);
      this.close();
    };
    this.input.on('data', onData);
    this.input.on('end', onEnd);
    this.once('close', () => {
      this.input.removeListener('data', onData);
      this.input.removeListener('error', this.#onError);
      this.input.removeListener('end', onEnd);
    });
  }

  #attachTerminal() {
    require('internal/readline/emitKeypressEvents')(this.input, this);
    const onKeypress = (text, key) => {
      this._ttyWrite(text, key);
      // Half of a surrogate pair shows nothing until the other half is there, too.
      const code = key?.sequence?.codePointAt(0);
      if (code >= 0xd800 && code <= 0xdfff) this._refreshLine();
    };
    const onEnd = () => {
      if (typeof this.line === 'string' && this.line.length > 0) this.emit('line', this.line);
      this.close();
    };
    const onResize = () => this._refreshLine();
    this.input.on('keypress', onKeypress);
    this.input.on('end', onEnd);
    this._setRawMode(true);
    this.cursor = 0;
    this.historyIndex = -1;
    if (this.output != null) this.output.on('resize', onResize);
    this.once('close', () => {
      this.input.removeListener('keypress', onKeypress);
      this.input.removeListener('error', this.#onError);
      this.input.removeListener('end', onEnd);
      if (this.output != null) this.output.removeListener('resize', onResize);
    });
  }

  #closeOnAbort(signal) {
    const onAborted = () => this.close();
    if (signal.aborted) {
      process.nextTick(onAborted);
      return;
    }
    const disposable = require('internal/events/abort_listener').addAbortListener(signal, onAborted);
    this.once('close', disposable[Symbol.dispose]);
  }

  /** @throws {ERR_USE_AFTER_CLOSE} once it is closed, where the version says so */
  #checkOpen() {
    if (this.closed && profile.readlineRefusesUseAfterClose) throw new ERR_USE_AFTER_CLOSE('readline');
  }

  setPrompt(prompt) {
    this.#prompt = prompt;
  }

  getPrompt() {
    return this.#prompt;
  }

  _setRawMode(mode) {
    const wasRaw = this.input.isRaw;
    if (typeof this.input.setRawMode === 'function') this.input.setRawMode(mode);
    return wasRaw;
  }

  prompt(preserveCursor) {
    this.#checkOpen();
    if (this.paused) this.resume();
    if (this.terminal && process.env.TERM !== 'dumb') {
      if (!preserveCursor) this.cursor = 0;
      this._refreshLine();
    } else {
      this._writeToOutput(this.#prompt);
    }
  }

  /** Shows `query`; the next line answers it. While a question is open, another only shows the prompt again. */
  ask(query, callback, reject = null) {
    if (this.closed) throw new ERR_USE_AFTER_CLOSE('readline');
    if (this.#questionCallback) {
      this.prompt();
      return;
    }
    this.#oldPrompt = this.#prompt;
    this.setPrompt(query);
    this.#questionCallback = callback;
    this.#questionReject = reject;
    this.prompt();
  }

  /** Takes the open question back. */
  cancelQuestion() {
    if (!this.#questionCallback) return;
    this.#questionCallback = null;
    this.#questionReject = null;
    this.setPrompt(this.#oldPrompt);
    this.clearLine();
  }

  /** The user wants no more: an open question of the promise flavour is rejected. */
  abort(message) {
    this.#questionReject?.(new AbortError(message));
    this.close();
  }

  _onLine(line) {
    if (!this.#questionCallback) {
      this.emit('line', line);
      return;
    }
    const callback = this.#questionCallback;
    this.#questionCallback = null;
    this.#questionReject = null;
    this.setPrompt(this.#oldPrompt);
    callback(line);
  }

  close() {
    if (this.closed) return;
    this.pause();
    if (this.terminal) this._setRawMode(false);
    this.closed = true;
    this.emit('close');
  }

  pause() {
    this.#checkOpen();
    if (this.paused) return;
    this.input.pause();
    this.paused = true;
    this.emit('pause');
    return this;
  }

  resume() {
    this.#checkOpen();
    if (!this.paused) return;
    this.input.resume();
    this.paused = false;
    this.emit('resume');
    return this;
  }

  /** Takes text, or a key, as if it had been typed. */
  write(d, key) {
    this.#checkOpen();
    if (this.paused) this.resume();
    if (this.terminal) this._ttyWrite(d, key);
    else this._normalWrite(d);
  }

  /** Takes a chunk of the input, and emits the lines that end in it. */
  _normalWrite(data) {
    if (data === undefined) return;
    let text = this.#decoder.write(data);
    if (this.#returnedAt && Date.now() - this.#returnedAt <= this.crlfDelay) {
      if (text.codePointAt(0) === 10) text = text.slice(1);
      this.#returnedAt = 0;
    }
    if (text.search(LINE_END) < 0) {
      if (text) this.#rest = this.#rest ? this.#rest + text : text;
      return;
    }
    if (this.#rest) {
      text = this.#rest + text;
      this.#rest = null;
    }
    this.#returnedAt = text.endsWith('\r') ? Date.now() : 0;
    const lines = text.split(LINE_END);
    // Either nothing, or the beginning of the next line.
    this.#rest = lines.pop();
    for (const line of lines) this._onLine(line);
  }

  _ttyWrite(text, key) {
    const previousKey = this.#previousKey;
    key ||= {};
    this.#previousKey = key;
    require('internal/readline/keys').handleKey(this, text, key, previousKey);
  }

  /** Whether tab completes: there is a completer, and the key was typed, not pasted. */
  completes() {
    return typeof this.completer === 'function' && this.isCompletionEnabled;
  }

  _tabComplete(lastKeypressWasTab) {
    require('internal/readline/completion').complete(this, lastKeypressWasTab);
  }

  /** Ends the line. */
  _line() {
    const line = this._addHistory();
    this.forgetEdits();
    this.clearLine();
    this._onLine(line);
  }

  /** The return key. */
  returned() {
    this.#returnedAt = Date.now();
    this._line();
  }

  /** A newline, which may only be the second half of a return. */
  entered() {
    if (this.#returnedAt === 0 || Date.now() - this.#returnedAt > this.crlfDelay) this._line();
    this.#returnedAt = 0;
  }

  forgetReturn() {
    this.#returnedAt = 0;
  }

  /** Inserts text; what is before an end of line in it ends the line. */
  insertLines(text) {
    const lines = text.split(LINE_END);
    const rest = lines.pop();
    for (const line of lines) {
      this._insertString(line);
      this._line();
    }
    if (rest !== '' || lines.length === 0) this._insertString(rest);
  }

  /** The lines as an async iteration, one for all who ask; leaving it closes the interface. */
  [Symbol.asyncIterator]() {
    if (!profile.readlineIteratesByEvents) {
      this.#lines ??= require('internal/readline/line_stream').lineStream(this);
      return this.#lines[Symbol.asyncIterator]();
    }
    if (this.#lines === undefined) {
      const { kFirstEventParam } = require('internal/events/symbols');
      this.#lines = require('events').on(this, 'line', {
        close: ['close'],
        highWaterMark: 1024,
        [kFirstEventParam]: true,
      });
    }
    return this.#lines;
  }
}

if (profile.readlineIsDisposable) {
  Object.defineProperty(Interface.prototype, Symbol.dispose, {
    __proto__: null, configurable: true, enumerable: false, writable: true,
    value: { [Symbol.dispose]() { this.close(); } }[Symbol.dispose],
  });
}

module.exports = { Interface };
