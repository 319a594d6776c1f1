import addBinding from './Add-HttpsBinding.ps1'
import assertCertificate from './Assert-ServerCertificate.ps1'
import findBinding from './Find-HttpsBinding.ps1'
import getApplicationId from './Get-ApplicationId.ps1'
import getRecord from './Get-SslRecord.ps1'
import openIis from './Open-Iis.ps1'
import saveBinding from './Save-Binding.ps1'
import setCertificate from './Set-BindingCertificate.ps1'
import testCertificate from './Test-BindingCertificate.ps1'
import testBinding from './Test-HttpsBinding.ps1'

/** By IIS' own assembly, since the modules of IIS differ between versions of PowerShell, and need not be installed. */
const toFind = [openIis, findBinding]

/**
 * All of http.sys' records as text, IIS' configuration, and of the one binding what puts it back. The application id of a
 * record is kept as text, and by some programs as the bytes of a GUID.
 */
const toSave = [getApplicationId, saveBinding]

export const toAdd: ReadonlyArray<string> = [...toFind, testBinding, ...toSave, addBinding]

/** IIS marks its records by the application id, and makes them again: what it doesn't know of would be lost. */
export const toAssign: ReadonlyArray<string> = [
  ...toFind,
  testCertificate,
  ...toSave,
  assertCertificate,
  getRecord,
  setCertificate
]
