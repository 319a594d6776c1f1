const brokenOff = /\bbreaks off\b/

/** Whether a reason is that a log has no end. */
export const isBrokenOff = (reason: string): boolean => brokenOff.test(reason)

/** What to do first about what is unknown, by the reason that the connections and codecs give. */
const ways: ReadonlyArray<readonly [reason: RegExp, todo: string]> = [
  [
    /roles do not include it/,
    'Give the account the role group that docs/connections.md names for this section; then read again.'
  ],
  [
    /access(?: is)? denied|no local administrator|not elevated/i,
    'Connect with an account that is an elevated local administrator there, then read it again.'
  ],
  [
    /can't be resolved|no route|timed out|refused|closed|no answer|host key|ssh could not|could not be sent/i,
    'Run "compliance doctor", which tests the connections and says what to do; then read again.'
  ],
  [
    /not among the servers that are judged/,
    'List it in the stack (exchange-compliance:servers), or give its recording to the audit, too.'
  ],
  [/no facts of the organization/, 'Add the file that Get-ExchangeOrganizationFacts.ps1 writes to the inputs.'],
  [/no source of organization/, 'Name an Exchange server in the setting exchange-compliance:organization.'],
  [/\bclock\b/, 'Correct the clock of the server or of this computer. Then read the server again.'],
  [
    brokenOff,
    'See whether setup.exe or msiexec.exe still runs. If not, judge the whole log. If setup was killed, run it again.'
  ],
  [/gives no minimum for/, 'Add the version to that setting.'],
  [/lists no application of Exchange/, 'Setup makes them: complete or repair the setup, then read the server again.'],
  // Only the collector itself takes these options, on the server.
  [/holds no look at it/, 'Record the server again with the option that is named above, and judge the new recording.'],
  [
    /maxAge|missing in this recording|\bcapture holds no |no time of the facts/i,
    'Record the server again with "compliance collect", and judge the new recording.'
  ],
  // No later reading knows more of what follows, so that a person must decide.
  [
    /; run Get-|; compare it with a server|; see in its console|: open ECP and OWA|a person must look/,
    'Check it yourself, as it says above. If it is in order, waive it (exchange-compliance:waivers).'
  ],
  [
    /(?:belongs to no version|is no update) .*known here|not in the table of builds|table of builds holds no /,
    'See whether a newer table of builds has it (npm run builds). Else check it yourself, and waive it if it is in order.'
  ],
  [
    /is not known here|reach(?:es)? back (?:only )?to |\bis empty, so (?:that )?(?:it shows nothing|no trace)|, so that no trace/,
    'Nothing can be read here that decides it. Check it yourself, or waive it (exchange-compliance:waivers).'
  ],
  [
    /whether (?:clients|sign-ins) .*not read|which one (?:is meant )?was not read|in Active Directory was not read|store, which is not read/,
    'No reading tells this. Check it yourself. If it is in order, waive it (exchange-compliance:waivers).'
  ]
]

const otherwise = 'Fix the cause where one is named above, then read (or record) the server again.'

/** The first thing to do where something is unknown for that reason. */
export const toEndUnknown = (reason: string): string => ways.find(([pattern]) => pattern.test(reason))?.[1] ?? otherwise
