module.exports = ORIGINAL;
