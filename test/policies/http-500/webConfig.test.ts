import { http500 } from '../../../policies/http-500/policy'
import { testRows } from '../../support/policyTester'
import { healthySections } from '../../support/server'
import { root } from './applications'

const config = (...places: ReadonlyArray<object>) => ({
  webConfigs: [
    {
      application: 'Exchange Back End/owa',
      file: `${root}ClientAccess\\Owa\\web.config`,
      state: 'present',
      unreadable: null,
      places
    }
  ]
})

const place = (kind: string, value: string, state: string | null) => ({ kind, value, state })

const sound = { desired: 'a configuration whose files and folders are there', remediation: null }

const configPath = 'webConfigs["Exchange Back End/owa"]'

testRows(http500, 'web.config files', {
  compliant: [
    {
      name: 'an application that does without a web.config of its own',
      facts: {
        webConfigs: [
          ...[healthySections.webConfigs].flat(),
          {
            ...{ application: 'Exchange Back End/', file: `${root}ClientAccess\\web.config`, state: 'absent' },
            ...{ unreadable: null, places: [] }
          }
        ]
      },
      reason: 'is not there'
    },
    {
      name: 'a code base that is not there, and that nobody loads',
      facts: config(place('codeBase', 'file:///C:/Gone.dll', 'absent')),
      reason: 'no harm unless it is loaded'
    },
    {
      name: 'BinSearchFolders names folders of the installation, and one of an agent',
      facts: config(
        place('binSearchFolder', `${root.toLowerCase()}bin`, 'there'),
        place('binSearchFolder', 'D:\\Agent', 'there')
      )
    },
    {
      name: 'BinSearchFolders names the installation by its short name',
      facts: config(place('binSearchFolder', 'C:\\PROGRA~1\\MICROS~1\\EXCHAN~1\\V15\\bin', 'there'))
    }
  ],
  drifting: [
    ...['owa', 'ecp', 'EWS', 'PowerShell', 'Autodiscover', 'Microsoft-Server-ActiveSync'].map((name) => ({
      name: `${name} lacks its web.config`,
      facts: {
        webConfigs: [
          ...[healthySections.webConfigs].flat(),
          {
            ...{ application: `Default Web Site/${name}`, file: `${root}${name}\\web.config`, state: 'absent' },
            ...{ unreadable: null, places: [] }
          }
        ]
      },
      drifts: [
        {
          path: `webConfigs["Default Web Site/${name}"]`,
          ...{ actual: 'absent', desired: 'present', remediation: null }
        }
      ]
    })),
    {
      name: 'BinSearchFolders names a folder that is there, and of another installation',
      facts: config(place('binSearchFolder', 'D:\\Exchange\\V15\\bin', 'there')),
      drifts: [
        {
          ...{ path: configPath, ...sound },
          actual:
            'BinSearchFolders names D:\\Exchange\\V15\\bin, which is not below the installation folder of Exchange',
          resolution: [`write the path below ${root}`]
        }
      ]
    },
    {
      name: 'BinSearchFolders holds the variable',
      facts: config(
        place('binSearchFolder', '%ExchangeInstallDir%bin', 'unexpanded'),
        place('binSearchFolder', 'C:\\Gone', 'absent')
      ),
      drifts: [
        {
          ...{ path: configPath, ...sound },
          actual:
            'BinSearchFolders names %ExchangeInstallDir%bin, which holds a variable that nothing expands (and 1 more)',
          resolution: [
            'UpdateConfigFiles.ps1',
            `-LiteralPath '${root}ClientAccess\\Owa\\web.config'`,
            "-Pattern 'C:\\Gone'"
          ]
        }
      ]
    },
    {
      name: 'it is linked to a file that is not there',
      facts: config(place('linkedConfiguration', 'file:///C:/Gone/SharedWebConfig.config', 'absent')),
      drifts: [
        {
          path: configPath,
          actual: 'it is linked to file:///C:/Gone/SharedWebConfig.config, which is not there',
          ...sound
        }
      ]
    },
    {
      name: 'it is not well-formed XML',
      facts: {
        webConfigs: [
          {
            application: 'Exchange Back End/owa',
            file: `${root}ClientAccess\\Owa\\web.config`,
            state: 'malformed',
            unreadable: 'XmlException',
            places: []
          }
        ]
      },
      drifts: [{ path: configPath, actual: 'not well-formed XML', ...sound, evidence: ['XmlException'] }]
    }
  ],
  unknown: [
    {
      name: 'whether files are missing was not read',
      facts: {
        build: { error: 'access denied' },
        identity: { name: 'EX01', fqdn: null, roles: ['Mailbox'], version: '15.2.1748.10' }
      },
      reason: 'whether the files that the web applications load are there was not read: access denied'
    },
    {
      name: 'a file that is withheld',
      facts: {
        webConfigs: [
          { application: 'A/owa', file: 'C:\\a', state: null, unreadable: 'access denied', places: [] },
          ...[healthySections.webConfigs].flat()
        ]
      },
      reason: 'access denied'
    },
    {
      name: 'a folder that is withheld',
      facts: config(place('binSearchFolder', 'C:\\Secret', null)),
      reason: 'could not be looked for'
    },
    { name: 'no web.config was found', facts: { webConfigs: [] }, reason: 'no web.config of Exchange' }
  ]
})
