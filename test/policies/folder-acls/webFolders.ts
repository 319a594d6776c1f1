export const root = 'C:\\Program Files\\Microsoft\\Exchange Server\\V15\\'

export const owa = `${root}FrontEnd\\HttpProxy\\owa\\auth`

export const ecp = `${root}FrontEnd\\HttpProxy\\ecp\\auth`

export const full = '(A;OICIID;FA;;;SY)(A;OICIID;FA;;;BA)'

export const healthy = `O:BAG:SYD:AI${full}(A;OICIID;0x1200a9;;;AU)`

export const acl = (path: string, sddl: string, inherits: boolean | null = true) => ({ path, sddl, inherits })

/** A server on which one of the web folders has these rights. */
export const owaHas = (sddl: string, inherits: boolean | null = true) => ({
  acls: [acl(owa, sddl, inherits), acl(ecp, healthy)]
})

export const kind = (exSetup: string, roles: ReadonlyArray<string>, installPath: string | null = null) => ({
  identity: { name: 'EX01', roles, installPath },
  build: { exSetup }
})

export const desired = 'inheritance on; SYSTEM and Administrators full control; Authenticated Users read; no Deny'

export const driftAt = (path: string, actual: string) => ({ path: `acls["${path}"]`, actual, desired })

export const underCondition = '(@User.Title=="a)b" && (Member_of {SID(BA)}))'

export const owaDrift = (actual: string) => driftAt(owa, actual)
