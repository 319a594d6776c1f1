/** Sentences of setup, of its wizard and of the Windows Installer that name a failure even where they stand alone. */
const statements: ReadonlyArray<RegExp> = [
  /^The upgrade patch (?:cannot|can't) be installed by the Windows Installer service/i,
  /(?:Up(?:grade|date)-?patch|correctif de mise à niveau|patch de atualização|revisión de actualización|patch di aggiornamento|Das Upgrade kann nicht vom)[^\n]{0,160}Windows Installer/i,
  /Windows Installer[^\n]{0,60}revisión de actualización/i,
  /^Setup (?:cannot|can't|can not) continue with the upgrade because/i,
  /\bInterim Update is incompatible with the current Microsoft Exchange/i,
  /^(?:The )?Setup Wizard for [^\n]{0,120}Exchange Server[^\n]{0,120} ended prematurely/i,
  /\bprevious Interim Update for Exchange Server\b[^\n]{0,80} has been installed/i,
  /^Cannot start the service \S/i,
  /^(?:Microsoft )?Exchange Server setup (?:cannot|can't) continue because a (?:reboot|restart)/i,
  /^The well-known object entry B:32:/i,
  /^Setup needs to contact the Active Directory schema master but/i,
  /^Cannot start service \S{1,80} on computer/i,
  /^A (?:reboot|restart) from a previous installation is pending/i,
  /^(?:The )?(?:reboot|restart) of a previous installation is pending/i,
  /^The installer has insufficient privileges to access this directory/i,
  /^Installing product \S.{0,300} failed\b/i,
  /^Unable to (?:install|remove|upgrade) product with code [0-9a-f-]{36}/i,
  /^Couldn't open package '/i,
  /^Couldn't remove product with code [0-9a-f-]{36}/i,
  /^Length of the access control list exceeds? the allowed maximum/i,
  /^Active Directory operation failed on \S{1,200}\. /i,
  /^An Active Directory error 0x[0-9a-f]{1,8} occurred\b/i,
  // The name of the service and the status are the same in every language.
  /'MSExchange\w{1,60}'[^'\n]{1,120}'(?:Running|Stopped)'/,
  /^Setup previously failed while performing the action/i,
  /^Service '[^'\n]{1,150}' failed to reach status '/i,
  /^Service '[^'\n]{1,150}' \([\w$.-]{1,80}\) (?:failed to (?:start|stop)|could not be (?:installed|deleted|stopped))/i,
  /^The Exchange Server is in an inconsistent state/i,
  /^A Setup failure previously occurred while installing/i,
  /^Either Active Directory doesn't exist, or it can't be contacted/i,
  /^Setup encountered a problem while validating the state of Active Directory/i,
  /Microsoft Exchange Server\b[^\n]{0,200}\{[0-9a-f-]{36}\}[^\n]{0,200}\b1[67]\d\d\b/i,
  /\bExchange Server\b[^\n]{0,300} could not be (?:installed|removed|updated)\. Error code 1[67]\d\d\b/i,
  /Exchange Server[^\n]{0,120}\(KB\d{6,8}\)[^\n]{0,120}0x80070643/i,
  /\bExchange Server\b[^\n]{0,300}\(KB\d{6,8}\)[^\n]{0,160}?\s1[67]\d\d[.\u3002]/i,
  /\bExchange Server\b[^\n]{0,200} -- \p{L}{3,14} 1[3-9]\d\d\. \S/iu,
  // Only as a refusal: the switch itself stands in every call of setup.
  /IAcceptExchangeServerLicenseTerms\w{0,40}\b[^\n]{0,120}(?:isn't valid|is not valid|deprecated|is required|must be)/i,
  /_DiagnosticDataON\b[^\n]{1,120}_DiagnosticDataOFF\b/i,
  /^MsiInstallProduct failed with error code 1[3-9]\d\d\b/i,
  /^While installing the Exchange Server Update, error 1[3-9]\d\d occurred/i,
  /^\p{L}{3,12} 1[3-9]\d\d\. \S/u
]

/** The longest of these sentences, with what they name. */
const longest = 2_000

/** Whether a line of a screen tells a failure by itself. */
export const isStatement = (line: string): boolean =>
  line.length < longest &&
  statements.some((statement) => statement.test(line.replace(/^\p{L}{3,12} ?[:\uff1a] ?/u, '')))
