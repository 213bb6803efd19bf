// The grammar of an HTTP/1 message head, read byte by byte as llhttp reads it: the first line here, what follows it in
// `header_lines`. Well-formed heads never come here (see `parser`); this is the judge of the odd ones, and the reader of
// trailers. Node's documentation: http; errors "HPE_*" are llhttp's, with llhttp's words.
'use strict';

const { HeaderLines, bytesMatching } = require('internal/http/header_lines');
const { LENIENT } = require('internal/http/lenient');
const { allMethods, httpMethods } = require('internal/http/methods');
const profile = require('internal/profile');

const TAB = 9, LF = 10, CR = 13, SPACE = 32, HASH = 35, STAR = 42, SLASH = 47, COLON = 58, QUESTION = 63, AT = 64;

const ALPHA = bytesMatching(/[A-Za-z]/);
const DIGIT = bytesMatching(/[0-9]/);
const URL_CHAR = bytesMatching(profile.looseHttpGrammar ? /[^\0-\x08\n\v\r\x0e-\x20#?\x7f]/ : /[\x21\x22\x24-\x3e\x40-\x7e]/);
const USERINFO = bytesMatching(/[A-Za-z0-9\-_.!~*'()%;:&=+$,[\]]/);

const METHOD_LENGTH_MAX = Math.max(...allMethods.map((name) => name.length));

/** Reads one head, or one block of trailers. Every method returns false when it failed or ran out of bytes. */
class HeadReader extends HeaderLines {
  request() {
    return this.method() && this.url() && this.headerBlock();
  }

  /** The method: llhttp follows the bytes as long as they could still be one, and refuses the first that cannot. */
  method() {
    const rest = this.text(this.at, this.at + METHOD_LENGTH_MAX);
    const length = Math.max(...allMethods.map((name) => commonPrefix(name, rest)));
    this.at += length;
    this.methodName = allMethods.find((name) => name === rest.slice(0, length));
    if (!this.methodName) return this.fail('INVALID_METHOD', 'Invalid method encountered');
    if (!this.take(SPACE)) return this.fail('INVALID_METHOD', 'Expected space after method');
    this.skipByte(SPACE);
    return true;
  }

  /** The request target and, behind it, the version; without one it is HTTP/0.9. */
  url() {
    const start = this.at;
    const read = this.methodName === 'CONNECT' ? this.server() : this.urlStart();
    if (this.failure || !this.count(start) || !read) return false;
    this.target = this.text(start, this.at);
    if (this.take(SPACE)) return this.requestVersion();
    this.major = 0;
    this.minor = 9;
    if (this.take(LF)) return true;
    this.at++;
    return this.take(LF) || this.fail('INVALID_URL', 'Expected CRLF');
  }

  endsUrl() {
    const byte = this.bytes[this.at];
    return byte === SPACE || byte === CR || byte === LF;
  }

  urlStart() {
    const first = this.bytes[this.at];
    if (first === SLASH || first === STAR) {
      this.at++;
      return this.path();
    }
    if (this.endsUrl()) return this.failAfter('INVALID_URL', 'Invalid characters in url');
    if (ALPHA[first] !== 1) return this.failInUrl('Unexpected start char in url');
    this.skip(ALPHA);
    if (this.take(COLON) && this.word('//')) return this.server();
    if (this.endsUrl()) return this.failAfter('INVALID_URL', 'Invalid characters in url');
    return this.failInUrl('Unexpected char in url schema');
  }

  server() {
    let afterAt = false;
    for (;;) {
      const byte = this.bytes[this.at];
      if (this.take(SLASH)) return this.path();
      if (this.take(QUESTION)) return this.query();
      if (this.endsUrl()) return true;
      if (byte === AT && afterAt) return this.failAfter('INVALID_URL', 'Double @ in url');
      if (byte !== AT && USERINFO[byte] !== 1) return this.failInUrl('Unexpected char in url server');
      afterAt = byte === AT;
      this.at++;
    }
  }

  path() {
    this.skip(URL_CHAR);
    if (this.take(QUESTION)) return this.query();
    if (this.take(HASH)) return this.fragment();
    return this.endsUrl() || this.failInUrl('Invalid char in url path');
  }

  query() {
    do this.skip(URL_CHAR); while (this.take(QUESTION));
    if (this.take(HASH)) return this.fragment();
    return this.endsUrl() || this.failInUrl('Invalid char in url query');
  }

  fragment() {
    do this.skip(URL_CHAR); while (this.take(QUESTION) || this.take(HASH));
    return this.endsUrl() || this.failInUrl('Invalid char in url fragment start');
  }

  /** llhttp takes a tab or form feed before it refuses it, and names it in other words. */
  failInUrl(reason) {
    const byte = this.bytes[this.at];
    if (byte === TAB || byte === 12) return this.failAfter('INVALID_URL', 'Invalid characters in url');
    return this.fail('INVALID_URL', reason);
  }

  requestVersion() {
    this.skipByte(SPACE);
    const protocol = this.protocol();
    if (!protocol) return false;
    const known = protocol === 'HTTP' ? httpMethods.has(this.methodName) || this.methodName === 'PRI' :
      protocol === 'ICE' ? this.methodName === 'SOURCE' : true;
    if (!known) {
      return this.refuse('INVALID_CONSTANT', protocol === 'ICE' ? 'Expected SOURCE method for ICE/x.x request' :
        'Invalid method for HTTP/x.x request');
    }
    if (!this.take(SLASH)) return this.failProtocol();
    if (!this.version()) return false;
    if (this.methodName === 'PRI') return this.http2Preface();
    if (this.take(LF)) {
      if (profile.looseHttpGrammar) return true;
      if (!this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF)) return this.refuse('INVALID_VERSION', 'Expected CRLF after version');
    } else if (!this.take(CR)) {
      return this.fail('INVALID_VERSION', 'Expected CRLF after version');
    }
    if (this.take(LF) || (this.at < this.bytes.length && this.allows(LENIENT.OPTIONAL_LF_AFTER_CR))) return true;
    return this.fail(profile.looseHttpGrammar ? 'INVALID_VERSION' : 'STRICT', 'Expected CRLF after version');
  }

  http2Preface() {
    if (this.word('\r\n\r\nSM\r\n\r\n')) return this.refuse('PAUSED_H2_UPGRADE', 'Pause on PRI/Upgrade');
    return this.fail('INVALID_VERSION', 'Expected HTTP/2 Connection Preface');
  }

  protocol() {
    const start = this.at;
    for (const name of ['HTTP', 'RTSP', 'ICE']) {
      if (this.bytes[start] !== name.charCodeAt(0)) continue;
      return this.word(name) ? name : this.failProtocol();
    }
    return this.failProtocol();
  }

  failProtocol() {
    return this.fail('INVALID_CONSTANT', profile.looseHttpGrammar ? 'Expected HTTP/' : 'Expected HTTP/, RTSP/ or ICE/');
  }

  digit() {
    const byte = this.bytes[this.at];
    if (DIGIT[byte] !== 1) return -1;
    this.at++;
    return byte - 48;
  }

  version() {
    this.major = this.digit();
    if (this.major < 0) return this.fail('INVALID_VERSION', 'Invalid major version');
    if (!this.take(46)) return this.fail('INVALID_VERSION', 'Expected dot');
    this.minor = this.digit();
    if (this.minor < 0) return this.fail('INVALID_VERSION', 'Invalid minor version');
    const known = ['0.9', '1.0', '1.1', '2.0'].includes(`${this.major}.${this.minor}`);
    if (known || this.allows(LENIENT.VERSION)) return true;
    return this.refuse('INVALID_VERSION', 'Invalid HTTP version');
  }

  response() {
    if (!this.protocol()) return false;
    if (!this.take(SLASH)) return this.failProtocol();
    return this.version() && this.status() && this.headerBlock();
  }

  status() {
    if (!this.take(SPACE)) return this.fail('INVALID_VERSION', 'Expected space after version');
    this.statusCode = 0;
    for (let i = 0; i < 3; i++) {
      const digit = this.digit();
      if (digit < 0) return this.fail('INVALID_STATUS', 'Invalid status code');
      this.statusCode = this.statusCode * 10 + digit;
    }
    this.reason = '';
    if (this.take(SPACE)) return this.reasonPhrase();
    if (this.take(LF)) {
      return this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF) || this.refuse('INVALID_STATUS', 'Invalid response status');
    }
    return this.take(CR) ? this.lineFeed('Expected LF after CR') : this.fail('INVALID_STATUS', 'Invalid response status');
  }

  reasonPhrase() {
    const start = this.at;
    while (this.at < this.bytes.length && this.bytes[this.at] !== CR && this.bytes[this.at] !== LF) this.at++;
    this.reason = this.text(start, this.at);
    if (!this.count(start)) return false;
    if (this.take(CR)) return this.lineFeed('Expected LF after CR');
    if (!this.take(LF)) return false;
    return this.allows(LENIENT.OPTIONAL_CR_BEFORE_LF) ||
      this.refuse('CR_EXPECTED', 'Missing expected CR after response line');
  }
}

function commonPrefix(a, b) {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

module.exports = { HeadReader };
