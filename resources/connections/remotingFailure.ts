/** The first part of a remoting error's id, which isn't localised, and what it means. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['NetworkPathNotFound', "the name can't be resolved, or no route leads to the server"],
  ['CannotConnect', 'the connection was refused, or WinRM does not listen there'],
  ['CannotConnectTargetSessionExist', 'the connection was refused'],
  ['AccessDenied', 'access denied'],
  ['AuthenticationFailed', 'access denied: Kerberos does not authenticate this user to it'],
  ['LogonFailure', 'access denied: the user name or password is wrong'],
  ['WinRMOperationTimeout', 'the connection timed out'],
  ['CannotUseIPAddress', 'Kerberos needs the name of the server, not its address'],
  ['InvalidSessionConfiguration', 'the session configuration does not exist on it']
])

/** Explains a remoting error by its id, such as `AccessDenied,PSSessionStateBroken`; null where that says nothing. */
export const explainRemotingFailure = (id: string): string | null => meanings.get(id.split(',', 1)[0] ?? '') ?? null
