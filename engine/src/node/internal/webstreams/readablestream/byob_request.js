// What a byte source is given to fill: the reader's buffer, and the two ways to say that it is filled.
// WHATWG Streams, "ReadableStreamBYOBRequest".
'use strict';

const { ArrayBufferPrototypeGetDetached } = primordials;
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_STATE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEnumerableProperty } = require('internal/util');
const { validateBuffer } = require('internal/validators');
const {
  kState, kType, kSkipThrow, getNonWritablePropertyDescriptor, isBrandCheck, customInspect,
} = require('internal/webstreams/util');

class ReadableStreamBYOBRequest {
  [kType] = 'ReadableStreamBYOBRequest';

  constructor(skipThrowSymbol = undefined) {
    if (skipThrowSymbol !== kSkipThrow) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** The part of the buffer that is still to be filled; null once answered. */
  get view() {
    return partsOf(this).view;
  }

  respond(bytesWritten) {
    const { view, controller } = partsOf(this);
    checkValid(controller);
    if (ArrayBufferPrototypeGetDetached(view.buffer)) throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is detached');
    controller.pullIntos.respond(bytesWritten);
  }

  respondWithNewView(view) {
    const { controller } = partsOf(this);
    checkValid(controller);
    validateBuffer(view, 'view');
    if (ArrayBufferPrototypeGetDetached(view.buffer)) throw new ERR_INVALID_STATE.TypeError('Viewed ArrayBuffer is detached');
    controller.pullIntos.respondWithNewView(view);
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], {
      view: this.view,
      controller: partsOf(this).controller?.door,
    });
  }
}

Object.defineProperties(ReadableStreamBYOBRequest.prototype, {
  view: kEnumerableProperty,
  respond: kEnumerableProperty,
  respondWithNewView: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(ReadableStreamBYOBRequest.name),
});

const isReadableStreamBYOBRequest = isBrandCheck('ReadableStreamBYOBRequest');

function partsOf(request) {
  if (!isReadableStreamBYOBRequest(request)) throw new ERR_INVALID_THIS('ReadableStreamBYOBRequest');
  return request[kState];
}

function checkValid(controller) {
  if (controller === undefined) throw new ERR_INVALID_STATE.TypeError('This BYOB request has been invalidated');
}

module.exports = { ReadableStreamBYOBRequest };
