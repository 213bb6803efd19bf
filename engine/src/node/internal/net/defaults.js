// The process-wide defaults of connecting to hosts with addresses of both families.
// Node's documentation: net, "net.setDefaultAutoSelectFamily(value)".
'use strict';

const { getOptionValue } = require('internal/options');
const { validateBoolean, validateInt32 } = require('internal/validators');
const profile = require('internal/profile');

/** Shorter attempts are lifted to this many milliseconds, as Node documents. */
const ATTEMPT_TIMEOUT_MS_MIN = 10;

const defaults = {
  /** Whether several addresses are tried in turn. */
  autoSelectFamily: profile.autoSelectFamilyByDefault && getOptionValue('--network-family-autoselection') !== false,
  /** How long one address gets, in milliseconds, before the next is tried. */
  attemptTimeout: profile.longConnectionAttempts ? 500 : 250,
};

function getDefaultAutoSelectFamily() {
  return defaults.autoSelectFamily;
}

function setDefaultAutoSelectFamily(value) {
  validateBoolean(value, 'value');
  defaults.autoSelectFamily = value;
}

function getDefaultAutoSelectFamilyAttemptTimeout() {
  return defaults.attemptTimeout;
}

function setDefaultAutoSelectFamilyAttemptTimeout(value) {
  validateInt32(value, 'value', 1);
  defaults.attemptTimeout = Math.max(value, ATTEMPT_TIMEOUT_MS_MIN);
}

module.exports = {
  defaults,
  getDefaultAutoSelectFamily,
  setDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamilyAttemptTimeout,
};
