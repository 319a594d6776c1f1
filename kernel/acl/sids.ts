/** The abbreviations of SDDL that mean the same SID on every computer ([MS-DTYP] 2.5.1.1); others stay as they are. */
export const sidOfAbbreviation: Readonly<Record<string, string>> = {
  AC: 'S-1-15-2-1',
  AN: 'S-1-5-7',
  AU: 'S-1-5-11',
  BA: 'S-1-5-32-544',
  BG: 'S-1-5-32-546',
  BO: 'S-1-5-32-551',
  BU: 'S-1-5-32-545',
  CG: 'S-1-3-1',
  CO: 'S-1-3-0',
  IS: 'S-1-5-32-568',
  IU: 'S-1-5-4',
  LS: 'S-1-5-19',
  NS: 'S-1-5-20',
  NU: 'S-1-5-2',
  OW: 'S-1-3-4',
  PU: 'S-1-5-32-547',
  RC: 'S-1-5-12',
  RD: 'S-1-5-32-555',
  SU: 'S-1-5-6',
  SY: 'S-1-5-18',
  WD: 'S-1-1-0'
}

export const system = 'S-1-5-18'
export const administrators = 'S-1-5-32-544'
export const authenticatedUsers = 'S-1-5-11'
export const users = 'S-1-5-32-545'
export const everyone = 'S-1-1-0'
