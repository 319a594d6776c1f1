/** What marks a refusal of Windows PowerShell's, in any language and however a console breaks its lines. */
const refusals: ReadonlyArray<readonly [RegExp, string]> = [
  [
    /AuthorizationManager|CouldNotAutoload(?:Matching)?Module/i,
    'Windows PowerShell there refuses script files and its own modules: Group Policy sets the execution policy, and the service ' +
      'Winmgmt is not running; run "sc.exe config Winmgmt start= auto" and "sc.exe start Winmgmt" there, and try again'
  ],
  [
    /about_Execution_Policies|LinkID=135170|PSSecurityException/i,
    'Windows PowerShell there refuses script files that are not signed: an execution policy forbids them (Restricted or AllSigned, ' +
      'mostly by Group Policy); ask who manages it to allow RemoteSigned on this computer'
  ],
  [
    /ConstrainedLanguage|MethodInvocationNotSupportedInConstrainedLanguage/i,
    'PowerShell there runs in Constrained Language Mode: AppLocker or WDAC must allow it the full language for this account'
  ]
]

/** Why PowerShell refused to run a script or to load a module, by what it wrote; null where it says nothing of that. */
export const explainScriptPolicy = (text: string): string | null => {
  const joined = text.replace(/_x000[AD]_|\s+/g, '')
  return refusals.find(([mark]) => mark.test(joined))?.[1] ?? null
}
