import { adPreparation } from '../../../policies/ad-preparation/policy'
import { withDirectory } from '../../support/inOrganization'
import { testRows } from '../../support/policyTester'
import { byHand, container, domain, installed, levels } from './directoryLevels'

testRows(adPreparation, 'domains', {
  compliant: [
    {
      name: 'a domain without Exchange',
      organization: withDirectory({ domains: [domain([container(13_243)]), domain([], 'child.contoso.example')] })
    }
  ],
  drifting: [
    {
      name: 'the domain, with the licence switch of its update',
      facts: installed('15.1.2106.13'),
      organization: levels(17_003, 16_763, 13_236),
      drifts: [
        {
          ...{ path: 'directory.domain["contoso.example"]', actual: '13236', desired: '13238 or later', ...byHand },
          resolution: ['.\\Setup.exe /PrepareAllDomains /IAcceptExchangeServerLicenseTerms']
        }
      ]
    },
    {
      name: 'a Security Update of May 2022, which asks for another level of domains',
      facts: installed('15.1.2375.37'),
      organization: levels(15_334, 16_222, 13_242),
      drifts: [
        {
          ...{ path: 'directory.domain["contoso.example"]', actual: '13242', desired: '13243 or later', ...byHand },
          resolution: [
            'Exchange Server\\V15\\Bin, in an elevated Command Prompt (cmd.exe): the setup of the medium is older',
            '.\\Setup.exe /PrepareAllDomains /IAcceptExchangeServerLicenseTerms_DiagnosticDataOFF'
          ]
        }
      ]
    },
    {
      name: 'a Security Update of May 2022 for Exchange 2013',
      facts: installed('15.0.1497.36'),
      organization: levels(15_312, 16_133, 13_237),
      drifts: [
        { ...{ path: 'directory.domain["contoso.example"]', actual: '13237', desired: '13238 or later', ...byHand } }
      ]
    },
    {
      name: "the server's own domain is not prepared at all",
      organization: withDirectory({ domains: [domain([])] }),
      drifts: [
        {
          ...{ path: 'directory.domain["contoso.example"]', actual: 'not prepared' },
          ...{ desired: '13243 or later', ...byHand }
        }
      ]
    },
    {
      name: 'two containers in a domain',
      organization: withDirectory({
        domains: [
          domain([container(13_243), container(13_236, 'CN=Microsoft Exchange System Objects CNF:1,DC=contoso')])
        ]
      }),
      drifts: [
        {
          ...{ path: 'directory.domain["contoso.example"]' },
          ...{ actual: '2 containers Microsoft Exchange System Objects', desired: 'one container', ...byHand },
          evidence: ['CNF:1,DC=contoso (objectVersion 13236)'],
          resolution: ["Get-ADObject -Server 'contoso.example'"]
        }
      ]
    }
  ],
  unknown: [
    {
      name: 'a domain that did not answer',
      organization: withDirectory({
        domains: [domain([container(13_243)]), domain(null, 'child.contoso.example', 'no answer')]
      }),
      reason: 'the domain child.contoso.example could not be read: no answer'
    },
    {
      name: 'another forest',
      organization: withDirectory({ domains: [domain([container(13_243)], 'fabrikam.example')] }),
      reason: 'the forest that was read has no domain contoso.example'
    }
  ]
})
