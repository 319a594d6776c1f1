/** What the codes of the Windows Installer mean, in short (learn.microsoft.com, "MsiExec.exe and InstMsi.exe error messages"). */
const msi: Readonly<Record<string, string>> = {
  '1303': 'no right to a folder',
  '1304': 'a file could not be written',
  '1306': 'a file is in use',
  '1310': 'a file could not be written',
  '1601': 'the Windows Installer service is out of reach',
  '1602': 'cancelled',
  '1603': 'fatal error; the cause is before it',
  '1605': 'the product is not installed',
  '1612': 'the installation source is missing',
  '1618': 'another installation is running',
  '1619': "the package can't be opened",
  '1620': 'the package is no valid package',
  '1624': "a transform can't be applied",
  '1625': 'forbidden by policy',
  '1632': 'the Temp folder is full or not writable',
  '1633': 'the package is for another platform',
  '1635': "the patch can't be opened",
  '1636': 'the patch is no valid patch',
  '1638': 'another version is installed',
  '1642': 'the patch is for a product or version that is not installed',
  '1643': 'the patch is forbidden by policy',
  '1646': "the patch can't be removed",
  '1647': 'the patch is not applied here',
  '1648': 'no valid sequence of patches',
  '1706': 'no valid source for the product',
  '1714': "the older version can't be removed",
  '1920': "a service didn't start",
  '1921': "a service didn't stop"
}

const win32: Readonly<Record<string, string>> = {
  '2': 'no such file',
  '3': 'no such path',
  '5': 'access denied',
  '32': 'in use by another process',
  '64': 'the network name is no longer available',
  '67': 'no such network name',
  '112': 'the disk is full',
  '1053': "the service didn't answer in time",
  '1058': 'the service is disabled',
  '1060': 'no such service',
  '1062': 'the service is not started',
  '1067': 'the process ended unexpectedly',
  '1068': 'a service that it depends on failed',
  '1069': 'log-on of the service failed',
  '1072': 'the service is marked for deletion',
  '1326': 'the user name or password is wrong',
  '1330': 'the password has expired',
  '1331': 'the account is disabled',
  '1385': 'the account lacks the right to sign in this way',
  '1460': 'timeout',
  '1722': 'the RPC server is out of reach',
  '1753': 'no more endpoints from the endpoint mapper',
  '1793': 'the account has expired',
  '1907': 'the password must be changed first',
  '1909': 'the account is locked',
  '8224': 'an operation of the directory failed',
  '8245': 'the schema update failed'
}

/** Statuses of Windows with which a program ends that could not start or that crashed. */
const statuses: Readonly<Record<string, string>> = {
  '-1073741515': 'a library (DLL) is missing',
  '-1073741502': 'a library did not start',
  '-1073741819': 'access violation, a crash',
  '-1073740791': 'a crash',
  '-1073741701': 'a library for another kind of processor',
  '3221225781': 'a library (DLL) is missing',
  '3221225794': 'a library did not start',
  '3221225477': 'access violation, a crash',
  '3221226505': 'a crash'
}

const names = {
  msi: 'Windows Installer',
  win32: 'Windows',
  ldap: 'directory',
  hresult: 'HRESULT',
  exit: 'exit code'
} as const

const told: Readonly<Partial<Record<keyof typeof names, Readonly<Record<string, string>>>>> = {
  msi,
  win32,
  exit: statuses
}

/** A code with what it means, where that is known. */
export const showCode = ({ kind, value }: { readonly kind: keyof typeof names; readonly value: string }): string => {
  const meanings = told[kind] ?? {}
  const meaning = Object.hasOwn(meanings, value) ? meanings[value] : undefined
  return `${names[kind]} ${value}${meaning === undefined ? '' : ` (${meaning})`}`
}
