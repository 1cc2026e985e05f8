// Nothing: whoever used it would fail at once.
module.exports = {};
