// PerformanceResourceTiming (Resource Timing Level 2): the phases of a fetch, as undici reports them.

'use strict';

const { ObjectDefineProperties, Symbol } = primordials;

const { codes: { ERR_ILLEGAL_CONSTRUCTOR } } = require('internal/errors');
const { kEnumerableProperty } = require('internal/util');
const { PerformanceEntry, checkThis, kInternal, tagProperty } = require('internal/perf/performance_entry');
const { bufferResourceTiming } = require('internal/perf/timeline');
const { enqueue } = require('internal/perf/observe');
const profile = require('internal/profile');

const kResource = Symbol('kResource');

/** What the headers of an answer count for in transferSize (Resource Timing, "transferSize"). */
const HEADERS_SIZE = 300;

/** The attributes beyond those of PerformanceEntry, in the order of toJSON(), each made from the fetch's data. */
const ATTRIBUTES = {
  initiatorType: ({ initiatorType }) => initiatorType,
  nextHopProtocol: ({ timing }) => timing.finalConnectionTimingInfo?.ALPNNegotiatedProtocol,
  workerStart: ({ timing }) => timing.finalServiceWorkerStartTime,
  redirectStart: ({ timing }) => timing.redirectStartTime,
  redirectEnd: ({ timing }) => timing.redirectEndTime,
  fetchStart: ({ timing }) => timing.postRedirectStartTime,
  domainLookupStart: ({ timing }) => timing.finalConnectionTimingInfo?.domainLookupStartTime,
  domainLookupEnd: ({ timing }) => timing.finalConnectionTimingInfo?.domainLookupEndTime,
  connectStart: ({ timing }) => timing.finalConnectionTimingInfo?.connectionStartTime,
  connectEnd: ({ timing }) => timing.finalConnectionTimingInfo?.connectionEndTime,
  secureConnectionStart: ({ timing }) => timing.finalConnectionTimingInfo?.secureConnectionStartTime,
  requestStart: ({ timing }) => timing.finalNetworkRequestStartTime,
  finalResponseHeadersStart: ({ timing }) => timing.finalNetworkResponseStartTime,
  firstInterimResponseStart: ({ timing }) => timing.firstInterimNetworkResponseStartTime ?? 0,
  responseStart: ({ timing }) => timing.finalNetworkResponseStartTime,
  responseEnd: ({ timing }) => timing.endTime,
  transferSize: ({ timing, cacheMode }) => {
    if (cacheMode === 'local') return 0;
    return cacheMode === 'validated' ? HEADERS_SIZE : timing.encodedBodySize + HEADERS_SIZE;
  },
  encodedBodySize: ({ timing }) => timing.encodedBodySize,
  decodedBodySize: ({ timing }) => timing.decodedBodySize,
  deliveryType: ({ deliveryType }) => deliveryType,
  responseStatus: ({ responseStatus }) => responseStatus,
  renderBlockingStatus: () => 'non-blocking',
  contentType: ({ bodyInfo }) => bodyInfo?.contentType ?? '',
  contentEncoding: ({ bodyInfo }) => bodyInfo?.contentEncoding ?? '',
};
if (!profile.resourceTimingHasDelivery) {
  delete ATTRIBUTES.deliveryType;
  delete ATTRIBUTES.responseStatus;
}
if (!profile.resourceTimingHasContent) {
  for (const name of ['finalResponseHeadersStart', 'firstInterimResponseStart', 'renderBlockingStatus', 'contentType',
                      'contentEncoding']) {
    delete ATTRIBUTES[name];
  }
}

class PerformanceResourceTiming extends PerformanceEntry {
  constructor(key = undefined, name = undefined, resource = undefined) {
    if (key !== kInternal) throw new ERR_ILLEGAL_CONSTRUCTOR();
    const { startTime, endTime } = resource.timing;
    super(key, name, 'resource', startTime, endTime - startTime);
    this[kResource] = resource;
  }

  toJSON() {
    checkThis(this, kResource, 'PerformanceResourceTiming');
    const json = super.toJSON();
    for (const name of Object.keys(ATTRIBUTES)) json[name] = this[name];
    return json;
  }
}

for (const [name, read] of Object.entries(ATTRIBUTES)) {
  const { get } = Object.getOwnPropertyDescriptor({
    get [name]() {
      checkThis(this, kResource, 'PerformanceResourceTiming');
      return read(this[kResource]);
    },
  }, name);
  ObjectDefineProperties(PerformanceResourceTiming.prototype, {
    [name]: { __proto__: null, get, enumerable: true, configurable: true },
  });
}
ObjectDefineProperties(PerformanceResourceTiming.prototype, {
  toJSON: kEnumerableProperty,
  ...tagProperty('PerformanceResourceTiming'),
});

/**
 * performance.markResourceTiming: puts a fetch on the timeline.
 * @param {object} timing times and sizes of the fetch (Fetch standard, "fetch timing info")
 * @param {string} cacheMode '' or 'local'
 * @returns {PerformanceResourceTiming}
 */
function markResourceTiming(timing, requestedUrl, initiatorType, global, cacheMode, bodyInfo, responseStatus,
                            deliveryType = '') {
  if (cacheMode !== '' && cacheMode !== 'local') {
    const { codes: { ERR_INTERNAL_ASSERTION } } = require('internal/errors');
    throw new ERR_INTERNAL_ASSERTION('cache must be an empty string or \'local\'');
  }
  const resource = new PerformanceResourceTiming(kInternal, requestedUrl, {
    timing, initiatorType, cacheMode, bodyInfo, responseStatus, deliveryType,
  });
  enqueue(resource);
  bufferResourceTiming(resource, () => require('internal/perf/performance').dispatchBufferFull());
  return resource;
}

module.exports = { PerformanceResourceTiming, markResourceTiming };
