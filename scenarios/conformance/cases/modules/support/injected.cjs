module.exports = typeof injected === 'undefined' ? 'nothing' : injected;
