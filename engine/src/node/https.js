// `node:https`: there is no TLS in the simulated network, so requests and servers are refused when they are made. Agents
// can be made, as many programs do so while they load.
// Node's documentation: https://nodejs.org/api/https.html
'use strict';

const { Agent: HttpAgent } = require('_http_agent');
const { refusal, refusals } = require('internal/unsupported');
const profile = require('internal/profile');

function Agent(options) {
  if (!(this instanceof Agent)) return new Agent(options);
  const defaults = profile.agentsTakeProtocol ? { __proto__: null, defaultPort: 443, protocol: 'https:' } : {};
  HttpAgent.call(this, { ...defaults, ...options });
  this.defaultPort = this.options.defaultPort ?? 443;
  this.protocol = this.options.protocol ?? 'https:';
  this.maxCachedSessions = this.options.maxCachedSessions ?? 100;
  this._sessionCache = { map: {}, list: [] };
}
Object.setPrototypeOf(Agent.prototype, HttpAgent.prototype);
Object.setPrototypeOf(Agent, HttpAgent);
Agent.prototype.createConnection = refusal('createConnection', 'https.Agent.createConnection()');

module.exports = {
  Agent,
  globalAgent: new Agent(profile.agentsKeepAliveByDefault ?
    { keepAlive: true, scheduling: 'lifo', timeout: 5000 } : undefined),
  ...refusals('https', ['Server', 'createServer', 'get', 'request']),
};
