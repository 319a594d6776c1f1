/** What to do first about what is unknown, by the reason that the connections and codecs give. */
const ways: ReadonlyArray<readonly [reason: RegExp, todo: string]> = [
  [
    /access(?: is)? denied|no local administrator|not elevated/i,
    'Connect with an account that is an elevated local administrator there, then read it again.'
  ],
  [
    /can't be resolved|no route|timed out|refused|closed|no answer|host key|ssh could not|could not be sent/i,
    'Run "compliance doctor", which tests the connections and says what to do; then read again.'
  ],
  [/no facts of the organization/, 'Add the file that Get-ExchangeOrganizationFacts.ps1 writes to the inputs.'],
  [/no source of organization/, 'Name an Exchange server in the setting exchange-compliance:organization.'],
  [/\bclock\b/, 'Correct the clock of the server or of this computer. Then read the server again.'],
  [
    /maxAge|has no section|holds no |no time of the facts/i,
    'Record the server again with "compliance collect", and judge the new recording.'
  ]
]

const otherwise = 'Fix the cause that is named above, then read (or record) the server again.'

/** The first thing to do where something is unknown for that reason. */
export const toEndUnknown = (reason: string): string => ways.find(([pattern]) => pattern.test(reason))?.[1] ?? otherwise
