import { inCmd, inPowerShell, say } from '../../../judging/resolutionSteps'
import { known } from '../entry'
import { allOf, anyOf, code, has, mode, raised, status, step } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { startService } from '../runState'

/** Edge Transport servers and their own directory. */
export const edge: ReadonlyArray<KnownIssue> = [
  known({
    id: 'edge-in-domain-unattended',
    title: 'Unattended setup of an Edge Transport server fails on a member of a domain',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/setup/edge-transport-setup-fails-domain-joined-server',
    where: anyOf(has('Cannot get child of ADObjectId'), has('this is a GUID based ADObjectId')),
    meaning:
      'A defect of unattended setup: on a computer that is joined to a domain it can not make the server object of the Edge Transport role.',
    expected: 'the Edge Transport role to be installed by the setup wizard, or on a computer in a workgroup',
    steps: [
      'Start Setup.exe of the medium without switches, and install the Edge Transport role in the wizard.',
      'Or take {machine} out of the domain (into a workgroup), install the role, and join the domain again (KB3205799).'
    ],
    again: false
  }),
  known({
    id: 'edge-account-of-other-domain',
    title: 'An account of another domain can not install the Edge Transport role',
    link: 'https://learn.microsoft.com/exchange/troubleshoot/administration/ad-error-0x52-install-edge-role',
    where: allOf(
      status('0x52'),
      anyOf(has("server 'localhost'"), step('Set-TopologyMode'), has('A local error occurred'))
    ),
    meaning:
      'The local directory (AD LDS) of the Edge Transport server could not authenticate an account of another domain of the forest.',
    expected: 'setup to run with a local account of {machine}, or one of its own domain',
    steps: [
      'Sign in to {machine} with a local administrator account, or one of the domain that the computer is a member of.',
      'Run setup again from an elevated window of that account.'
    ]
  }),
  known({
    id: 'edge-directory-ports',
    title: 'The local directory of the Edge Transport server could not be made',
    link: 'https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-transport-servers',
    where: allOf(
      anyOf(
        raised('AdamInstallException', 'AdamInstallGeneralFailureWithResultException', 'AdamInstallWarningException'),
        step('install-adam'),
        step('AdamInstance')
      ),
      anyOf(has('AD LDS'), has('ADAM installation'), code('0x80070002'), has('exit code'))
    ),
    meaning:
      'The installer of AD LDS ended with an error: its ports (50389, 50636) are taken, an instance MSExchange is left over, or the feature is missing.',
    expected: 'the instance MSExchange of AD LDS to be installable; remove what is left over, and run setup again',
    steps: [
      'Read %windir%\\debug\\adamsetup.log, from its end.',
      inCmd(
        'If this server never worked, remove a left-over AD LDS instance MSExchange in an elevated Command Prompt (cmd.exe):',
        '%windir%\\ADAM\\adamuninstall.exe /i:MSExchange'
      ),
      () => say('See who uses the ports in PowerShell: Get-NetTCPConnection -LocalPort 50389, and the same for 50636.')
    ]
  }),
  known({
    id: 'edge-subscription-by-other',
    title: 'The service of the Edge Transport directory does not run',
    link: 'https://learn.microsoft.com/exchange/architecture/edge-transport-servers/edge-transport-servers',
    section: 'setup-fails-with-cannot-start-the-service-error',
    where: allOf(
      has('ADAM_MSExchange'),
      anyOf(has('start'), has('failed to reach status'), has('disabled')),
      mode('install', 'upgrade')
    ),
    meaning: 'Setup works with the local directory, whose service ADAM_MSExchange is stopped or Disabled.',
    expected: 'the service ADAM_MSExchange to run; set it to Automatic and start it, and resume setup',
    steps: [
      (found) => startService(found, 'ADAM_MSExchange'),
      inPowerShell(
        'If it stops again, read why, in an elevated PowerShell:',
        "Get-WinEvent -LogName 'ADAM (MSExchange)' -MaxEvents 20 | Format-List TimeCreated, Id, Message"
      )
    ]
  })
]
