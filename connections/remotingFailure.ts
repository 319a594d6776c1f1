/** The first part of a remoting error's id, which isn't localised, and what it means. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['NetworkPathNotFound', "can't be resolved to an address, or no route leads there"],
  ['CannotConnect', 'the connection was refused, or WinRM does not listen there'],
  ['CannotConnectTargetSessionExist', 'the connection was refused'],
  ['AccessDenied', 'access denied'],
  ['AuthenticationFailed', 'access denied: Kerberos does not authenticate this user to it'],
  ['LogonFailure', 'access denied: the user name or password is wrong'],
  ['WinRMOperationTimeout', 'the connection timed out'],
  ['CannotUseIPAddress', 'Kerberos needs the name of the server, not its address'],
  ['InvalidSessionConfiguration', 'the session configuration does not exist on it']
])

/** A Kerberos ticket for another account than the server's (SEC_E_WRONG_PRINCIPAL), by its number, which no language changes. */
const otherAccount =
  'access denied: Kerberos has this name for another account (0x80090322), such as the one that serves a shared name of ' +
  "Exchange (HTTP/); name the server's own full name in connection"

/**
 * Explains a remoting error by its id, such as `AccessDenied,PSSessionStateBroken`, and by the number in its message; null
 * where neither says anything. `computer` is the name that was asked.
 */
export const explainRemotingFailure = (id: string, message = '', computer = 'the server'): string | null => {
  if (/\b0x80090322\b/i.test(message)) return otherAccount
  const meaning = meanings.get(id.split(',', 1)[0] ?? '') ?? null
  return meaning?.startsWith("can't be resolved") ? `${computer} ${meaning}` : meaning
}
