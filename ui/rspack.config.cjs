// A numbered module's number hangs on the folder that it was built in; a name does not.
module.exports = { optimization: { moduleIds: 'named' } };
