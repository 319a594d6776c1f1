import { basename } from 'node:path'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { MsiLog, SetupLog } from '../../facts/sections/setupLog'
import { textStart } from '../../setup-log/header'
import { endMsiScan, isMsiLine, scanMsiLine, startMsiScan } from '../../setup-log/msiScan'
import { runOfMsi } from '../../setup-log/runOfMsi'
import { endScan, scanLine, startScan } from '../../setup-log/scan'
import { setupLogSection } from '../../setup-log/section'
import { isServiceLine } from '../../setup-log/serviceControl'
import { openRegular } from '../regularFile'
import { explainSystemError } from '../text'
import { encodingOf } from './encoding'
import { linesOf, type Place, readLines, type WholeLog } from './lines'

/** By so many lines it must have shown what kind of log a file is. */
const lookedAt = 2_000

interface Read {
  readonly setupLog: SetupLog | null
  readonly msi: MsiLog | null
}

/** Reads the lines of either kind of log, and tells at the end which kind it was. */
const createScans = (name: string, isTail: boolean) => {
  let scan = startScan
  let msi = startMsiScan
  let stamped = 0
  return {
    onLine: (line: string, place: Place): void => {
      if (stamped < lookedAt && textStart(line) >= 0) stamped += 1
      if (stamped > 0) scan = scanLine(scan, line, place)
      else msi = scanMsiLine(msi, place.decode(line.slice(0, 4_000)), place.number, place.before)
    },
    end: ({ lines, last }: WholeLog): Read => ({
      setupLog: stamped === 0 ? null : setupLogSection(endScan(scan), { file: name, lines, last, msi: [], isTail }),
      msi: msi.isMsi && stamped === 0 ? endMsiScan(msi, name) : null
    })
  }
}

const readBoth = async (file: string): Promise<Read & { readonly bytes: number }> => {
  const scans = createScans(basename(file), false)
  const whole = await readLines(file, scans.onLine)
  return { ...scans.end(whole), bytes: whole.bytes }
}

/** Reads a log that is in memory; `isTail` where it is only the end of one. */
export const parseLog = (name: string, bytes: Buffer, isTail: boolean): Read => {
  const scans = createScans(name, isTail)
  return scans.end(linesOf(bytes, scans.onLine))
}

/** What is wrong with a file in which no log of setup is. */
export const noLog = 'is no log of Exchange setup: name ExchangeSetup.log, or a log of the Windows Installer'

/** Reads a log of setup, or one of the Windows Installer, whatever it is called. */
export const readSetupLog = (file: string): TE.TaskEither<string, SetupLog> =>
  pipe(
    TE.tryCatch(() => readBoth(file), explainSystemError),
    TE.chain(({ setupLog, msi, bytes }) => {
      if (setupLog !== null) return TE.right(setupLog)
      if (msi !== null) return TE.right(runOfMsi(msi))
      return TE.left(bytes === 0 ? 'is empty: copy it again' : noLog)
    }),
    TE.mapLeft((fault) => `${file} ${fault}`)
  )

/** Reads a log of the Windows Installer; null where it is none. */
export const readMsiLog = (file: string): TE.TaskEither<string, MsiLog | null> =>
  pipe(
    TE.tryCatch(() => readBoth(file), explainSystemError),
    TE.bimap(
      (fault) => `${file} ${fault}`,
      ({ msi }) => msi
    )
  )

const headSize = 64 * 1024

const isTelling = (line: string): boolean => textStart(line) >= 0 || isMsiLine(line) || isServiceLine(line)

/**
 * Whether a file begins as a log of Exchange's setup, of the Windows Installer or of ServiceControl.ps1 does; of a
 * folder's logs only those are read.
 */
export const looksLikeSetupLog = async (file: string): Promise<boolean> => {
  const handle = await openRegular(file)
  try {
    const buffer = Buffer.alloc(headSize)
    const { bytesRead } = await handle.read(buffer, 0, headSize, 0)
    const { mark, rough } = encodingOf(buffer.subarray(0, Math.min(bytesRead, 4)))
    const lines = rough(buffer.subarray(mark, bytesRead - ((bytesRead - mark) % 2))).split(/\r?\n/)
    return lines.some(isTelling)
  } finally {
    await handle.close()
  }
}
