import { isOpen } from '../../judging/verdict'
import { someOf } from '../../kernel/someOf'
import type { AuditedServer } from '../../reports/audit'
import { launcher } from '../../stacks/launcher'
import { packedName } from './packed'

/** Whoever audits a folder may take a file in it for judged, and whoever audits a log may take its server for judged. */
export const leftOut = (
  passed: ReadonlyArray<string>,
  servers: ReadonlyArray<AuditedServer>
): ReadonlyArray<string> => {
  const logs = servers.filter(({ log, verdicts }) => log && !verdicts.some(isOpen))
  const packed = passed.filter((path) => packedName.test(path))
  const others = passed.filter((path) => !packedName.test(path))
  return [
    ...(packed.length === 0 ? [] : [`Not judged: ${someOf(packed, 5)}. Unpack it, and audit the folder`]),
    ...(others.length === 0
      ? []
      : [`Not judged, since they hold no recorded facts and no log of setup: ${someOf(others, 5)}`]),
    ...(logs.length === 0
      ? []
      : [
          `Only logs of setup were judged of ${someOf([...new Set(logs.map(({ server }) => server))], 5)}, and not the server itself: record it by ${launcher} collect`
        ])
  ]
}
