import { inCmd } from '../../../judging/resolutionSteps'
import { allOf, anyOf, code, has, onError, step } from '../issue'
import type { KnownIssue } from '../knownIssue'
import { inShell } from '../runState'
import { runAgain } from '../setupCommands'

/** Connectors and counters. */
export const transport: ReadonlyArray<KnownIssue> = [
  onError(anyOf(has('receive connector'), has('bindings and RemoteIPRanges', 'conflict')), {
    id: 'receive-connector',
    title: 'A receive connector clashes with the ones that setup makes',
    link: 'https://learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors',
    meaning:
      'Setup makes its default receive connectors, and another one has the same name, or the same addresses and ports.',
    expected: 'no other connector to use the name or the bindings of a default one; change it for the time of setup',
    steps: (found) => [
      inShell(found, 'Get-ReceiveConnector | Format-List Name, Bindings, RemoteIPRanges, TransportRole'),
      runAgain(found)
    ]
  }),
  onError(
    allOf(
      anyOf(has('perfcounter'), step('perfcounter'), has('performance counter')),
      anyOf(code('0x80070005'), has('performance counter'))
    ),
    {
      id: 'performance-counters',
      title: 'Performance counters could not be registered',
      link: 'https://learn.microsoft.com/troubleshoot/windows-server/performance/rebuild-performance-counter-library-values',
      meaning: 'The performance counter library of Windows is damaged, or its registry keys deny access.',
      expected: 'the performance counters to be registrable; rebuild them, and resume setup',
      steps: (found) => [
        inCmd('In an elevated Command Prompt (cmd.exe), both in System32 and in SysWOW64:', 'lodctr /R'),
        inCmd('Then in the same Command Prompt:', 'winmgmt /resyncperf'),
        runAgain(found)
      ]
    }
  )
]
