import type { Step } from '../../judging/policy'
import { inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'

/*
 * What consoles of Windows do, by commands: Server Core has no consoles, and a failed update can leave WMI disabled. What a
 * person has to choose, a command asks for.
 */

const asked = (what: string): string => `(Read-Host '${what}')`

/** Enables services and starts them, in this order: one fails whose need is still Disabled. Asks for those that nobody knows. */
export const enableServices = (names: ReadonlyArray<string>): ReadonlyArray<Step> => {
  if (names.length > 0)
    return [
      inPowerShell(
        'Enable all that the update stopped, and only then start it, in an elevated PowerShell. Leave out what was Disabled before, and set back to Manual what was:',
        `$names = ${names.map((name) => powershell`${name}`).join(', ')}`,
        '$names | ForEach-Object { Set-Service -Name $_ -StartupType Automatic }',
        '$names | ForEach-Object { Start-Service -Name $_ }'
      )
    ]
  return [
    inPowerShell(
      'List the services that are Disabled, in an elevated PowerShell:',
      "Get-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\*' -ErrorAction SilentlyContinue | " +
        'Where-Object { $_.Start -eq 4 } | Format-Table PSChildName, DisplayName'
    ),
    // Sorting waits until all are enabled.
    inPowerShell(
      'Enable those of Exchange that were active before, and start them all after that. An elevated PowerShell asks for their names, with blanks between. Leave POP3 and IMAP4 as they were:',
      "(Read-Host 'Services').Split(' ') | Where-Object { $_ -ne '' } | " +
        'ForEach-Object { Set-Service -Name $_ -StartupType Automatic; $_ } | Sort-Object | ForEach-Object { Start-Service -Name $_ }'
    )
  ]
}

/** The accounts of Exchange's services. */
export const listAccounts = inPowerShell(
  'See under which account each service runs, in an elevated PowerShell:',
  "Get-ItemProperty -Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\MSExchange*' | Format-Table PSChildName, ObjectName"
)

/** What a service needs, and how it is; `name` null where the error names none. */
export const listNeeds = (name: string | null): Step =>
  inPowerShell(
    'See in PowerShell which of the services that it needs does not run:',
    `Get-Service -Name ${name === null ? asked('Service') : powershell`${name}`} -RequiredServices | Format-Table Name, Status`
  )

/** Brings a certificate with its private key into the store of the computer; certutil asks for the password. */
export const importCertificate = inPowerShell(
  'Import it with its private key, in certlm.msc or from a .pfx file in an elevated PowerShell:',
  `certutil.exe -importpfx ${asked('File')}`
)

/** Keeps a certificate with its private key in a file; certutil asks for the password of the file. */
export const exportCertificate = inPowerShell(
  'Before any change, export that certificate with its private key, in an elevated PowerShell that asks for its thumbprint and for a .pfx file:',
  `certutil.exe -exportpfx my ((Read-Host 'Thumbprint') -replace '[^0-9A-F]', '') ${asked('File')}`
)

/** As windows show it, with blanks. An empty answer is none: with it, a path would name the whole store. */
const askedThumbprint = "(Read-Host 'Thumbprint') -replace '[^0-9A-F]', '' | Where-Object { $_.Length -eq 40 }"

const assigned = (text: string, site: string, port: number): Step =>
  inPowerShell(
    text,
    'Import-Module WebAdministration',
    `${askedThumbprint} | ForEach-Object { $thumbprint = $_; ${powershell`Get-WebBinding -Name ${site} -Protocol https`} -Port ${port} | ` +
      "ForEach-Object { $_.AddSslCertificate($thumbprint, 'My') } }"
  )

/** Clients see the one; servers of Exchange talk by the other, which must hold the name of the server. */
export const assignToSites: ReadonlyArray<Step> = [
  assigned(
    'Assign it to port 443 in IIS, if the former one is there, in an elevated PowerShell that asks for its thumbprint:',
    'Default Web Site',
    443
  ),
  assigned(
    'If port 444 in IIS has the former one, assign one there that holds the name of the server, in the same PowerShell:',
    'Exchange Back End',
    444
  )
]

/** A certificate in the store of the computer; null where the error names none. */
const inStore = (thumbprint: string | null, what: (path: string) => string): string =>
  thumbprint === null
    ? `${askedThumbprint} | ForEach-Object { ${what('"Cert:\\LocalMachine\\My\\$_"')} }`
    : what(powershell`${`Cert:\\LocalMachine\\My\\${thumbprint}`}`)

export const removeCertificate = (thumbprint: string | null): Step =>
  inPowerShell(
    'After an export with its key, delete the expired one in an elevated PowerShell, so that setup does not take it again. Nothing brings it back but the export:',
    inStore(thumbprint, (path) => `Remove-Item -LiteralPath ${path}`)
  )

/** Full control for Administrators and SYSTEM; Network Service reads. */
const keyRights = 'D:PAI(A;;GA;;;BA)(A;;GA;;;SY)(A;;GR;;;NS)'

/** The accounts that need the key of a certificate of Exchange. */
export const readableKey = (thumbprint: string | null): Step =>
  inPowerShell(
    'Repair the link to its key, in an elevated PowerShell. It takes the rights to the key from all but Administrators, SYSTEM and Network Service:',
    thumbprint === null
      ? `${askedThumbprint} | ForEach-Object { certutil.exe -repairstore my $_ '${keyRights}' }`
      : powershell`certutil.exe -repairstore my ${thumbprint} ${keyRights}`
  )

export const renameCertificate = inPowerShell(
  'Give the certificate that SMTP uses another friendly name, in an elevated PowerShell that asks for its thumbprint:',
  inStore(null, (path) => `(Get-Item -LiteralPath ${path}).FriendlyName = 'Exchange SMTP'`)
)

/** Programs that are registered, and how each is removed. */
const listPrograms: Step = inPowerShell(
  'See what is registered of Exchange, and by which command it is removed, in an elevated PowerShell:',
  "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*' | " +
    "Where-Object { $_.DisplayName -like '*Exchange*' } | Format-List DisplayName, UninstallString"
)

/** How what is left of programs is removed. */
export const removeListed = (what: string): ReadonlyArray<Step> => [
  listPrograms,
  say(`Run the UninstallString of ${what} in an elevated Command Prompt (cmd.exe).`)
]

const cachedPatches = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Patches\\*'

const patchKeys =
  'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Products\\*\\Patches\\*'

/** The updates by their names, each with its file in the cache; only one of them where the name of its file is known. */
export const namePatches = (file: string): Step => {
  const [name] = /[\w-]{1,60}\.ms[ip]$/i.exec(file) ?? []
  const wanted = name === undefined ? '' : ` | ${powershell`Where-Object { $_.LocalPackage -like ${`*\\${name}`} }`}`
  return inPowerShell(
    `See which update ${name === undefined ? 'each file of the cache' : name} belongs to, in an elevated PowerShell:`,
    '$names = @{}',
    `${powershell`Get-ItemProperty -Path ${patchKeys}`} | ForEach-Object { $names[$_.PSChildName] = $_.DisplayName }`,
    `${powershell`Get-ItemProperty -Path ${cachedPatches}`}${wanted} | ForEach-Object { '{0}: {1}' -f $_.LocalPackage, $names[$_.PSChildName] }`
  )
}

/** Windows Installer has the digits of codes in another order in the names of its keys. */
const codeOfKey =
  "{ param($key) '{' + (($key[7..0], $key[11..8], $key[15..12], $key[17, 16, 19, 18], " +
  "$key[21, 20, 23, 22, 25, 24, 27, 26, 29, 28, 31, 30] | ForEach-Object { -join $_ }) -join '-') + '}' }"

/**
 * Updates that are applied, and the command that removes each. They have no UninstallString: the one that is listed is that
 * of Exchange itself. `match` is a part of their names.
 */
export const listPatches = (match: string): Step =>
  inPowerShell(
    'List the updates, and below each the command that removes it, in an elevated PowerShell. State 1 is applied, and Uninstallable 0 is not removable:',
    `$code = ${codeOfKey}`,
    `${powershell`Get-ItemProperty -Path ${patchKeys} | Where-Object { $_.DisplayName -match ${match} }`} | ` +
      "ForEach-Object { '{0} (State {1}, Uninstallable {2}):' -f $_.DisplayName, $_.State, $_.Uninstallable; " +
      "'msiexec.exe /package {0} /uninstall {1}' -f (& $code $_.PSPath.Split('\\')[-3]), (& $code $_.PSChildName) }"
  )
