// The list of a server's connections: which of them wait for a request, which are in the middle of one, and which take
// too long. Node's documentation: http, "server.closeIdleConnections()", "server.requestTimeout".
'use strict';

const { getLibuvNow } = internalBinding('timers');

/** Loop time when a parser's message began, in milliseconds; absent between messages. */
const kMessageStart = Symbol('messageStart');

class ConnectionsList {
  #all = new Set();
  #active = new Set();

  /** Takes a new connection in. It counts as busy at once: one that never sends a byte must time out, too. */
  add(parser) {
    parser[kMessageStart] = getLibuvNow();
    this.#all.add(parser);
    this.#active.add(parser);
  }

  begin(parser) {
    parser[kMessageStart] = getLibuvNow();
    this.#active.delete(parser);
    this.#active.add(parser);
  }

  complete(parser) {
    parser[kMessageStart] = undefined;
    this.#active.delete(parser);
  }

  remove(parser) {
    this.#all.delete(parser);
    this.#active.delete(parser);
  }

  all() {
    return [...this.#all];
  }

  idle() {
    return this.all().filter((parser) => parser[kMessageStart] === undefined);
  }

  active() {
    return [...this.#active];
  }

  /** Takes the connections off the active ones whose head or whole request took longer than these milliseconds. */
  expired(headersTimeout, requestTimeout) {
    if (requestTimeout > 0 && headersTimeout > requestTimeout) {
      return this.expired(requestTimeout, headersTimeout);
    }
    const now = getLibuvNow();
    const isLate = (parser, limit) => limit > 0 && now > limit && parser[kMessageStart] < now - limit;
    const late = this.active().filter((parser) => isLate(parser, requestTimeout) ||
      (!parser.headersCompleted && isLate(parser, headersTimeout)));
    for (const parser of late) this.#active.delete(parser);
    return late;
  }
}

module.exports = { ConnectionsList };
