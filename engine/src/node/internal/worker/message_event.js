// MessageEvent: what listeners in the style of the Web get for a message. Node's doc: "Global objects", MessageEvent;
// the HTML standard. From Node 22 on it is the class of undici, with undici's words for wrong arguments.
'use strict';

const { ObjectDefineProperties, ObjectFreeze, SymbolToStringTag } = primordials;

const { Event } = require('internal/event_target');
const { kEnumerableProperty } = require('internal/util');
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors');
const profile = require('internal/profile');

const PREFIX = 'MessageEvent constructor';

function requirePort(value, field, shown) {
  const { isPort } = require('internal/worker/port_handle');
  if (isPort(value)) return value;
  if (!profile.messageEventsAreWebidl) throw new ERR_INVALID_ARG_TYPE(field, 'MessagePort', value);
  const { inspect } = require('internal/util/inspect');
  const text = typeof value === 'object' ? inspect(value) : String(value);
  throw new TypeError(`${PREFIX}: Expected ${shown} ("${text}") to be an instance of MessagePort.`);
}

function readPorts(ports) {
  if (!profile.messageEventsAreWebidl) {
    return [...ports].map((port, at) => requirePort(port, `init.ports[${at}]`));
  }
  if (typeof ports?.[Symbol.iterator] !== 'function') {
    throw new TypeError(`${PREFIX}: eventInitDict.ports (${String(ports)}) is not iterable.`);
  }
  return ObjectFreeze([...ports].map((port, at) => requirePort(port, '', `eventInitDict.ports[${at}]`)));
}

function checkArguments(count, init) {
  if (count === 0) throw new TypeError(`${PREFIX}: 1 argument required, but 0 found.`);
  if (init !== undefined && init !== null && typeof init !== 'object' && typeof init !== 'function') {
    throw new TypeError(`${PREFIX}: Expected ${String(init)} to be one of: Null, Undefined, Object.`);
  }
}

class MessageEvent extends Event {
  #data = null;
  #origin = '';
  #lastEventId = '';
  #source = null;
  #ports = [];

  /**
   * @param {string} type
   * @param {{ data?: *, origin?: string, lastEventId?: string, source?: MessagePort, ports?: Iterable<MessagePort> }} [init]
   */
  constructor(type, init = {}) {
    if (profile.messageEventsAreWebidl) checkArguments(arguments.length, init);
    super(`${type}`, profile.messageEventsAreWebidl && typeof init === 'object' ? init ?? undefined : undefined);
    if (profile.fetchObjectsCannotBeCloned) require('internal/worker/js_transferable').markTransferMode(this, false, false);
    this.#fill(profile.messageEventsAreWebidl ? init ?? {} : init);
  }

  #fill({ data = null, origin = '', lastEventId = '', source = null, ports = [] }) {
    this.#data = data;
    this.#origin = `${origin}`;
    this.#lastEventId = `${lastEventId}`;
    this.#source = source === null ? null : requirePort(source, 'init.source', 'eventInitDict.source');
    this.#ports = readPorts(ports);
  }

  get data() {
    return this.#data;
  }

  get origin() {
    return this.#origin;
  }

  get lastEventId() {
    return this.#lastEventId;
  }

  get source() {
    return this.#source;
  }

  get ports() {
    return this.#ports;
  }

  /** The old way to make one: everything is given anew. */
  initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = []) {
    return new MessageEvent(type, { bubbles, cancelable, data, origin, lastEventId, source, ports });
  }
}

if (!profile.messageEventsAreWebidl) delete MessageEvent.prototype.initMessageEvent;

for (const name of ['data', 'origin', 'lastEventId', 'source', 'ports']) {
  const { get } = Object.getOwnPropertyDescriptor(MessageEvent.prototype, name);
  if (!profile.messageEventsAreWebidl) Object.defineProperty(get, 'name', { __proto__: null, value: 'get' });
  ObjectDefineProperties(MessageEvent.prototype, { [name]: kEnumerableProperty });
}
if (profile.messageEventsAreWebidl) {
  ObjectDefineProperties(MessageEvent.prototype, {
    initMessageEvent: kEnumerableProperty,
    [SymbolToStringTag]: { __proto__: null, value: 'MessageEvent', configurable: true },
  });
}

/** The event of a message that the runtime delivers; measured: it does not count as trusted. */
function createEvent(type, data, ports = []) {
  return new MessageEvent(type, { data, ports });
}

module.exports = { MessageEvent, createEvent };
