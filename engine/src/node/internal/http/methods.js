// The request methods that llhttp knows. Node's documentation: http, "http.METHODS".
'use strict';

const profile = require('internal/profile');

/** The methods of HTTP, in llhttp's order. */
const methods = [
  'DELETE', 'GET', 'HEAD', 'POST', 'PUT', 'CONNECT', 'OPTIONS', 'TRACE', 'COPY', 'LOCK', 'MKCOL', 'MOVE', 'PROPFIND',
  'PROPPATCH', 'SEARCH', 'UNLOCK', 'BIND', 'REBIND', 'UNBIND', 'ACL', 'REPORT', 'MKACTIVITY', 'CHECKOUT', 'MERGE',
  'M-SEARCH', 'NOTIFY', 'SUBSCRIBE', 'UNSUBSCRIBE', 'PATCH', 'PURGE', 'MKCALENDAR', 'LINK', 'UNLINK', 'SOURCE',
];

/** Those of its relatives, which are read too: HTTP/2's preface and RTSP. */
const otherMethods = [
  'PRI', 'DESCRIBE', 'ANNOUNCE', 'SETUP', 'PLAY', 'PAUSE', 'TEARDOWN', 'GET_PARAMETER', 'SET_PARAMETER', 'REDIRECT',
  'RECORD', 'FLUSH',
];

/** All of them by llhttp's numbers. */
const allMethods = [...methods, ...otherMethods];
if (profile.httpQueryMethod) {
  methods.push('QUERY');
  allMethods.push('QUERY');
}

module.exports = { methods, httpMethods: new Set(methods), allMethods };
