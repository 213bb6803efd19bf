// TransformStream, the public face. Its algorithms are in transformstream/core. Node's doc: webstreams,
// "Class: TransformStream".
'use strict';

const { PromiseWithResolvers } = primordials;
const { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } = require('internal/errors').codes;
const { customInspectSymbol: kInspect, kEmptyObject, kEnumerableProperty } = require('internal/util');
const {
  kValidateObjectAllowObjects, kValidateObjectAllowObjectsAndNull,
} = require('internal/validators');
const {
  kState, kType, kSkipThrow, getNonWritablePropertyDescriptor, isBrandCheck, customInspect, checkObject, defineTransfer,
  markTransferable,
  extractHighWaterMark, extractSizeAlgorithm,
} = require('internal/webstreams/util');
const { TransformCore } = require('internal/webstreams/transformstream/core');

const isTransformStream = isBrandCheck('TransformStream');
const isTransformStreamDefaultController = isBrandCheck('TransformStreamDefaultController');

/** Throws for readableType and writableType, which the standard keeps for later. */
function refuseType(name, type) {
  if (type !== undefined) throw new ERR_INVALID_ARG_VALUE.RangeError(`transformer.${name}`, type);
}

class TransformStream {
  [kType] = 'TransformStream';

  /**
   * @param {object} [transformer] start, transform, flush, cancel
   * @param {object} [writableStrategy] highWaterMark (1) and size
   * @param {object} [readableStrategy] highWaterMark (0) and size
   */
  constructor(transformer = kEmptyObject, writableStrategy = kEmptyObject, readableStrategy = kEmptyObject) {
    checkObject(transformer, 'transformer', kValidateObjectAllowObjects);
    checkObject(writableStrategy, 'writableStrategy', kValidateObjectAllowObjectsAndNull);
    checkObject(readableStrategy, 'readableStrategy', kValidateObjectAllowObjectsAndNull);
    const { readableType, writableType, start } = transformer;
    refuseType('readableType', readableType);
    refuseType('writableType', writableType);

    markTransferable(this);
    const readableMark = readableStrategy?.highWaterMark;
    const readableSize = readableStrategy?.size;
    const writableMark = writableStrategy?.highWaterMark;
    const writableSize = writableStrategy?.size;
    const readable = [extractHighWaterMark(readableMark, 0), extractSizeAlgorithm(readableSize)];
    const writable = [extractHighWaterMark(writableMark, 1), extractSizeAlgorithm(writableSize)];

    // Both sides wait for start(), which is called last.
    const started = PromiseWithResolvers();
    const door = new TransformStreamDefaultController(kSkipThrow);
    const core = this[kState] = new TransformCore(this, door, started.promise, writable, readable);
    door[kState] = core;
    core.useTransformer(transformer);
    started.resolve(start === undefined ? undefined : start.call(transformer, door));
  }

  get readable() {
    if (!isTransformStream(this)) throw new ERR_INVALID_THIS('TransformStream');
    return this[kState].readableStream;
  }

  get writable() {
    if (!isTransformStream(this)) throw new ERR_INVALID_THIS('TransformStream');
    return this[kState].writableStream;
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], {
      readable: this.readable,
      writable: this.writable,
      backpressure: this[kState].backpressure,
    });
  }
}

defineTransfer(TransformStream.prototype);
Object.defineProperties(TransformStream.prototype, {
  readable: kEnumerableProperty,
  writable: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(TransformStream.name),
});

class TransformStreamDefaultController {
  [kType] = 'TransformStreamDefaultController';

  constructor(skipThrowSymbol = undefined) {
    if (skipThrowSymbol !== kSkipThrow) throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  /** How much more the readable side's queue wants; null after an error. */
  get desiredSize() {
    return coreOf(this).readable.controller.desiredSize;
  }

  enqueue(chunk = undefined) {
    coreOf(this).enqueue(chunk);
  }

  error(reason = undefined) {
    coreOf(this).error(reason);
  }

  terminate() {
    coreOf(this).terminate();
  }

  [kInspect](depth, options) {
    return customInspect(depth, options, this[kType], { stream: coreOf(this).stream });
  }
}

Object.defineProperties(TransformStreamDefaultController.prototype, {
  desiredSize: kEnumerableProperty,
  enqueue: kEnumerableProperty,
  error: kEnumerableProperty,
  terminate: kEnumerableProperty,
  [Symbol.toStringTag]: getNonWritablePropertyDescriptor(TransformStreamDefaultController.name),
});

function coreOf(controller) {
  if (!isTransformStreamDefaultController(controller)) throw new ERR_INVALID_THIS('TransformStreamDefaultController');
  return controller[kState];
}

/** A stream for one that was transferred here; its sides come later. */
function createBareTransformStream() {
  const stream = { __proto__: TransformStream.prototype, [kType]: 'TransformStream', [kState]: undefined };
  return markTransferable(stream);
}

module.exports = {
  TransformStream,
  TransformStreamDefaultController,
  isTransformStream,
  isTransformStreamDefaultController,
  createBareTransformStream,
};
