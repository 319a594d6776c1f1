import type { Directory } from '../../facts/organization/directory'
import type { Resolution, Step } from '../../judging/policy'
import { byHand } from '../../judging/remediation'
import { inCmd, inPowerShell, say } from '../../judging/resolutionSteps'
import { powershell } from '../../kernel/powershell'
import { articleSection } from '../article'

export const section = 'exchange-setup-or-preparead-error'

export const link = articleSection(section)

const preparing = 'https://learn.microsoft.com/exchange/plan-and-deploy/prepare-ad-and-domains'

/** Who changes the directory. */
export const changingDirectory = byHand(
  'it changes Active Directory for the whole forest, needs its own rights, and an import replaces all values of an attribute'
)

type Master = Directory['schemaMaster']

const where = (master: Master): string =>
  master === null
    ? 'in the domain and site of the schema master (netdom query fsmo names it)'
    : `in the site ${master.site} and the domain of the schema master ${master.server}`

/** Setup of 2010 has no switch for the licence; its setup.exe is only the one with windows. */
const setup = (switches: string, licence: string | null): string =>
  licence === null ? `.\\Setup.com ${switches}` : `.\\Setup.exe ${switches} ${licence}`

const replicate = inCmd(
  'Wait until all domain controllers have it, and see that none reports a failure:',
  'repadmin /replsummary'
)

const prepareAs = (text: string, switches: string, licence: string | null): Step =>
  inCmd(text, setup(switches, licence))

const openMedium = (name: string): Step =>
  say(`Change there to the folder of the medium of ${name}, in an elevated Command Prompt (cmd.exe).`)

/** The schema, or the organization, is at an older level. */
export const prepareForest = (
  what: 'schema' | 'organization',
  name: string,
  master: Master,
  licence: string | null
): Resolution => ({
  summary: `Expected the ${what} in Active Directory to be prepared for ${name}; run its preparation, and wait for replication.`,
  steps: [
    say(`Sign in to a computer ${where(master)}. Use an account of Schema Admins and Enterprise Admins.`),
    openMedium(name),
    ...(what === 'schema' ? [prepareAs('Extend the schema:', '/PrepareSchema', licence), replicate] : []),
    prepareAs('Prepare the organization and this domain:', '/PrepareAD', licence),
    replicate
  ],
  link: preparing
})

/** A domain is not prepared, or at an older level; `folder` is that of a setup which a Security Update brought, or null. */
export const prepareDomain = (
  domain: string,
  name: string,
  licence: string | null,
  folder: string | null
): Resolution => ({
  summary: `Expected the domain ${domain} to be prepared for ${name}; prepare it, and wait for replication.`,
  steps: [
    say(`Sign in with an account of Domain Admins of ${domain} (of Enterprise Admins for all domains).`),
    folder === null
      ? openMedium(name)
      : say(
          `Change on the server to ${folder}, in an elevated Command Prompt (cmd.exe): the setup of the medium is older than the Security Update.`
        ),
    prepareAs('Prepare all domains of the forest:', '/PrepareAllDomains', licence),
    replicate
  ],
  link: preparing
})

const original = 'ExchangeContainerOriginal.txt'

/** Entries of otherWellKnownObjects that point to deleted objects. */
export const removeEntries = (container: string, licence: string | null): Resolution => ({
  summary:
    'Expected no entry of otherWellKnownObjects to point to a deleted object; let SetupAssist.ps1 propose the change, and import it.',
  steps: [
    inPowerShell(
      'Save the present values in a file, in an elevated PowerShell with an account of Enterprise Admins:',
      powershell`ldifde.exe -d ${container} -p Base -l otherWellKnownObjects -f ${original}`
    ),
    say('Download SetupAssist.ps1 from https://aka.ms/ExSetupAssist into the same folder.'),
    inPowerShell('Let it look for the entries:', '.\\SetupAssist.ps1 -OtherWellKnownObjects'),
    say(
      `It writes ExchangeContainerImport.txt. Compare this with ${original}: only the entries of deleted objects may be missing, since an import replaces all values.`
    ),
    say('Import that file as the script says. If a deleted role group is still needed, PrepareAD makes it again.'),
    inCmd('Then prepare again, from the medium, in an elevated Command Prompt (cmd.exe):', setup('/PrepareAD', licence))
  ],
  link
})

/** A domain with more than one container of Exchange. */
export const removeContainer = (domain: string): Resolution => ({
  summary: `Expected one container Microsoft Exchange System Objects in ${domain}; find out which one is used, and remove the other.`,
  steps: [
    inPowerShell(
      'See both, in a PowerShell with the module ActiveDirectory:',
      `${powershell`Get-ADObject -Server ${domain}`} -LDAPFilter '(objectClass=msExchSystemObjectsContainer)' ` +
        '-Properties objectVersion, whenCreated | Format-List DistinguishedName, objectVersion, whenCreated'
    ),
    say(
      'The right one lies directly below the domain and has no CNF in its name. If it holds the mail-enabled public folders, keep it.'
    ),
    say('Move what the other one contains, back up the state of the directory, and only then delete it.')
  ],
  link: preparing
})
