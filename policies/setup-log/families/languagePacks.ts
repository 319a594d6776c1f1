import { inCmd, say } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, names, not, onError, onRules, raised, step, value } from '../issue'
import type { Evidence, KnownIssue, Owner } from '../knownIssue'
import { runAgain } from '../setupCommands'
import { ifNamed } from './where'

const older: Owner = 'setup-installs-older-cu-or-fails-to-install-language-pack'

const codesLink = 'https://learn.microsoft.com/windows/win32/msi/error-codes'

const packageOf = (found: Evidence): string => value(found, /([A-Za-z]:\\[^'"\n*?<>|]{1,250}\.ms[ip])(?!\w)/i, '')

const culture = (found: Evidence, otherwise: string): string =>
  value(found, /UMLanguagePack\.([a-z]{2,3}-[A-Za-z]{2,8}(?:-[A-Z]{2})?)\./i, otherwise)

const readiness = 'https://learn.microsoft.com/exchange/plan-and-deploy/deployment-ref/readiness-checks'

/** Language packs, of Exchange and of Unified Messaging. */
export const languagePacks: ReadonlyArray<KnownIssue> = [
  onError(
    allOf(
      anyOf(has('language pack'), step('LanguagePack'), names('LanguagePack'), names('langpack')),
      anyOf(
        code('1603', '1619', '1620', '1635'),
        has("couldn't open package"),
        has('Installing product'),
        has('language pack', 'not valid'),
        has('language pack', 'failed')
      ),
      not(anyOf(raised('ManagementObjectNotFoundException'), raised('UnauthorizedAccessException')))
    ),
    {
      id: 'language-pack-failed',
      isGeneral: true,
      title: 'A language pack could not be installed or removed',
      section: older,
      link: codesLink,
      meaning: 'The package of a language, or of a Unified Messaging language, failed in the Windows Installer.',
      expected:
        'the language packs to be installable from the medium; remove the one that fails, or give setup the right source',
      steps: (found) => [
        say(
          `Read add-UMLanguagePack.*.msilog or ExchangeSetup.msilog above "Return value 3"; ${packageOf(found) === '' ? 'the lines there name the package' : `the package is ${packageOf(found)}`}.`
        ),
        ...ifNamed(culture, found, (name) =>
          inCmd(
            'This Unified Messaging language pack can be removed before the update:',
            `setup.exe /RemoveUmLanguagePack:${name}`
          )
        ),
        runAgain(found)
      ]
    }
  ),
  onRules(['LangPackBundleCheck'], {
    id: 'language-bundle-missing',
    title: 'The language packs are missing on the medium, or an earlier try left its mark',
    section: older,
    link: readiness,
    meaning:
      'Setup found no complete bundle of language packs: the medium is not complete, or an earlier try that failed left the registry key Language Packs behind.',
    expected: 'the medium to be complete, and nothing to be left of an earlier try; check both, and run setup again',
    steps: (found) => [
      say('See that the medium is complete: mount the ISO file itself, or copy all of it again.'),
      inCmd(
        'If an earlier try failed, save the registry key, in an elevated Command Prompt (cmd.exe):',
        'reg export "HKLM\\SOFTWARE\\Microsoft\\ExchangeServer\\v15\\Language Packs" C:\\LanguagePacks.reg'
      ),
      say('Then delete that key, and no other.'),
      runAgain(found)
    ]
  }),
  onRules(['LangPack*'], {
    id: 'language-pack-rule',
    title: 'The language packs are not fit, or have no room',
    section: 'setup-installs-older-cu-or-fails-to-install-language-pack',
    link: readiness,
    meaning: 'The bundle of language packs is missing, older than what is installed, or there is no room for it.',
    expected: 'the language packs of the medium to be complete and newer; use the complete medium, and make room',
    steps: (found) => [say('Make room on the system drive and on the drive of Exchange.'), runAgain(found)]
  })
]
