// internalBinding('uv'): libuv's errors by number and name, in Node's shape.
'use strict';

const errors = internalBinding('uv_ops').errors();
const byNumber = new Map(errors.map(([number, name, message]) => [number, [name, message]]));

module.exports = {
  /** number → [name, message] */
  getErrorMap: () => byNumber,
  errname: (number) => byNumber.get(number)?.[0] ?? `Unknown system error ${number}`,
  getErrorMessage: (number) => byNumber.get(number)?.[1],
};
for (const [number, name] of errors) module.exports[`UV_${name}`] = number;
