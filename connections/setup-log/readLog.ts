import { basename } from 'node:path'
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { MsiLog, SetupLog } from '../../facts/sections/setupLog'
import { textStart } from '../../setup-log/header'
import { endMsiScan, isMsiLine, scanMsiLine, startMsiScan } from '../../setup-log/msiScan'
import { createPasted } from '../../setup-log/pasted'
import { runOfMsi } from '../../setup-log/runOfMsi'
import { endScan, type LineContext, scanLine, startScan } from '../../setup-log/scan'
import { endScreen, isScreenLine, scanScreenLine, startScreen } from '../../setup-log/screen'
import { setupLogSection } from '../../setup-log/section'
import { isServiceLine } from '../../setup-log/serviceControl'
import { openRegular } from '../regularFile'
import { explainSystemError } from '../text'
import { encodingOf } from './encoding'
import { linesOf, readLines, type WholeLog } from './lines'

interface Read {
  readonly setupLog: SetupLog | null
  readonly msi: MsiLog | null
  readonly whole: WholeLog
}

/** A line whose own text decides what follows is read to here; longer ones tell nothing more. */
const longestUnstamped = 16_000

/** A time in the midst of a line, where the line ends of a log were lost. */
const laterStamp = /(?<=\S ?)(?=\[\d{2}[^\d\]]\d{2}[^\d\]]\d{4} \d{2}[^\d\]]\d{2}[^\d\]]\d{2}\.\d{4}\] \[\d{1,3}\] )/

/** Lines shorter than this hold the text of one entry, as a rule; to look into all of them costs time. */
const shortestJoined = 1_000

/** The lines that a page on the web has made one of. */
const separated = (line: string): ReadonlyArray<string> =>
  line.length < shortestJoined ? [line] : line.split(laterStamp).map((part) => part.trimEnd())

/** Reads the lines of either kind of log, and tells at the end which kind it was. */
const createScans = (name: string, isTail: boolean) => {
  const asLogged = createPasted()
  let scan = startScan
  let msi = startMsiScan
  let screen = startScreen
  let isStamped = false
  const onUnstamped = (line: string, context: LineContext): void => {
    const text = context.decode(line.slice(0, longestUnstamped))
    msi = scanMsiLine(msi, text, context.number, context.before)
    if (!msi.isMsi) screen = scanScreenLine(screen, text, { ...context, decode: (one) => one })
  }
  const sectionOf = (whole: WholeLog): SetupLog | null => {
    const run = isStamped ? endScan(scan) : null
    const seen = run !== null && run.errors.length + run.prerequisites.length > 0 ? null : endScreen(screen)
    if (seen !== null && !msi.isMsi) return setupLogSection(seen, { file: name, ...whole, msi: [], isScreen: true })
    return run === null ? null : setupLogSection(run, { file: name, ...whole, msi: [], isTail })
  }
  return {
    onLine: (raw: string, context: LineContext): void => {
      for (const line of separated(asLogged(raw))) {
        isStamped = isStamped || textStart(line) >= 0
        if (isStamped) scan = scanLine(scan, line, context)
        else onUnstamped(line, context)
      }
    },
    end: (whole: WholeLog): Read => {
      const setupLog = sectionOf(whole)
      return { setupLog, msi: msi.isMsi && setupLog === null ? endMsiScan(msi, name) : null, whole }
    }
  }
}

const readBoth = async (file: string): Promise<Read> => {
  const scans = createScans(basename(file), false)
  return scans.end(await readLines(file, scans.onLine))
}

/** Reads a log that is in memory; `isTail` where it is only the end of one. */
export const parseLog = (name: string, bytes: Buffer, isTail: boolean): Read => {
  const scans = createScans(name, isTail)
  return scans.end(linesOf(bytes, scans.onLine))
}

/** What is wrong with a file in which no log of setup is. */
export const noLog =
  'is no log of Exchange setup and shows no error of it: bring C:\\ExchangeSetupLogs\\ExchangeSetup.log, or a log of the Windows Installer'

/** Reads a log of setup, or one of the Windows Installer, whatever it is called. */
export const readSetupLog = (file: string): TE.TaskEither<string, SetupLog> =>
  pipe(
    TE.tryCatch(() => readBoth(file), explainSystemError),
    TE.chain(({ setupLog, msi, whole }) => {
      if (setupLog !== null) return TE.right(setupLog)
      if (msi !== null) return TE.right(runOfMsi(msi, whole))
      return TE.left(whole.bytes === 0 ? 'is empty: copy it again' : noLog)
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

const isTelling = (given: string): boolean => separated(given).some(isTellingPart)

const isTellingPart = (line: string): boolean =>
  textStart(line) >= 0 || isMsiLine(line) || isServiceLine(line) || isScreenLine(line)

const headOf = async (file: string): Promise<ReadonlyArray<string>> => {
  const handle = await openRegular(file)
  try {
    const buffer = Buffer.alloc(headSize)
    const { bytesRead } = await handle.read(buffer, 0, headSize, 0)
    const { mark, rough, exact } = encodingOf(buffer.subarray(0, Math.min(bytesRead, 4)))
    const lines = rough(buffer.subarray(mark, bytesRead - ((bytesRead - mark) % 2))).split(/\r?\n/)
    return lines.map(exact).map(createPasted())
  } finally {
    await handle.close()
  }
}

/**
 * Whether a file begins as a log of Exchange's setup, of the Windows Installer or of ServiceControl.ps1 does, or holds a
 * copy of setup's screen; of a folder's logs only those are read.
 */
export const looksLikeSetupLog = async (file: string): Promise<boolean> => (await headOf(file)).some(isTelling)

/** Whether a file begins as a log of Exchange's setup does, and not as a copy of its screen or another log of it. */
export const looksLikeStampedLog = async (file: string): Promise<boolean> =>
  (await headOf(file)).some((line) => textStart(line) >= 0)

/** Whether a file begins as a log of the Windows Installer does. */
export const looksLikeMsiLog = async (file: string): Promise<boolean> => {
  const lines = await headOf(file)
  return lines.some(isMsiLine) && !lines.some((line) => textStart(line) >= 0)
}
