/** Setup's own English words for a readiness rule ('' where several rules say so), which stand alone where a copy lacks the address of its page. */
const texts: ReadonlyArray<readonly [string, RegExp]> = [
  ['LocalDomainPrep', /^The local domain needs to be updated\. You must be\b/i],
  ['DomainPrepRequired', /^The local domain needs to be (?:updated|prepared using Setup \/PrepareDomain)/i],
  ['SchemaUpdateRequired', /^The Active Directory schema (?:isn't|is not) up-to-date\b/i],
  ['GlobalUpdateRequired', /^Global updates need to be made to Active Directory\b/i],
  ['GlobalServerInstall', /^You must be a member of the 'Organization Management' role group or\b/i],
  [
    'DelegatedMailboxFirstInstall',
    /^You must use an account that's a member of the Organization Management role group to install or upgrade the first Mailbox\b/i
  ],
  [
    'DelegatedCafeFirstInstall',
    /^You must use an account that's a member of the Organization Management role group to install or upgrade the first Client Access\b/i
  ],
  ['', /^You must use an account that's a member of the Organization Management role group to install\b/i],
  ['ComputerNotPartofDomain', /^This computer isn't part of an Active Directory domain\b/i],
  ['CannotAccessAD', /^Either Active Directory doesn't exist, or it can't be contacted\b/i],
  ['InvalidADSite', /^This computer doesn't belong to a valid Active Directory site\b/i],
  ['DomainControllerIsOutOfSite', /^Setup can't use the domain controller '[^'\n]{0,200}' because it belongs to\b/i],
  ['LoggedOntoDomain', /^The (?:current account|user) isn't logged (?:into|on to|onto) an Active Directory domain\b/i],
  ['NetTcpPortSharingSvcNotAuto', /^The Net\.Tcp Port Sharing service must be set to Automatic\b/i],
  ['PrimaryDNSTestFailed', /^Setup (?:cannot|can't) contact the primary DNS server\b/i],
  ['HostRecordMissing', /^Host record \(A\) for the computer '/i],
  ['UcmaRedistMsi', /^This computer requires the Microsoft Unified Communications Managed API\b/i],
  ['VC2012RedistDependencyRequirement', /^Visual C\+\+ 2012 Redistributable Package is a required component\b/i],
  ['VC2013RedistDependencyRequirement', /^Visual C\+\+ 2013 Redistributable Package is a required component\b/i],
  ['MinimumFrameworkNotInstalled', /^This computer requires (?:the )?(?:Microsoft )?\.NET Framework \d/i],
  ['IISURLRewriteNotInstalled', /^(?:The )?IIS URL Rewrite Module\b[^\n]{0,80}\b(?:required|must be installed)\b/i],
  [
    'ValidOSVersion',
    /^[^\n]{0,120}\boperating system on this computer (?:doesn't|does not) meet the minimum requirements\b/i
  ],
  ['', /^The Windows component \S{3,60} isn't installed on this computer and needs to be installed before Exchange\b/i],
  ['', /^The '[^'\n]{3,80}' component is required\. Install the component via Server Manager\b/i],
  ['PendingRebootWindowsComponents', /^There is a pending reboot from a previous installation of a Windows\b/i],
  ['RebootPending', /^A reboot from a previous installation is pending\b/i],
  ['ServerIsSourceForSendConnector', /^This computer is configured as a source server for\b/i],
  [
    'HybridIsEnabledAndTenantVersionIsNotUpgraded',
    /^A hybrid deployment with (?:Office|Microsoft) 365 has been detected\b/i
  ]
]

/** The longest of these texts, with what they name. */
const longest = 2_000

/** The readiness rule whose English text this is, '' where several have it; null for another text. */
export const ruleOfText = (text: string): string | null =>
  text.length > longest
    ? null
    : (texts.find(([, pattern]) => pattern.test(text.replace(/[\u2018\u2019]/g, "'")))?.[0] ?? null)
