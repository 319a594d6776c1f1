/** Where the Pulumi CLI is, or why it is not here: for code that V8 kept, which cannot import a module itself. */
exports.findCli = async () => (await import('./obtain.mjs')).findCli()
