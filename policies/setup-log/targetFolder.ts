import type { SetupLog } from '../../facts/sections/setupLog'
import type { Step } from '../../judging/policy'
import type { Evidence } from './knownIssue'
import { installFolder, runAgain, runSame } from './setupCommands'

const target = /(?:^|\s)\/(?:t|targetdir):("[^"]{0,400}"|[^\s"]{0,400})/i

const toldTarget = ({ command }: SetupLog): string | null =>
  target
    .exec(command ?? '')?.[1]
    ?.replaceAll('"', '')
    .trim() || null

/** The folder that the run would install into: the one of its own command, else the one of its log. */
export const targetOf = (run: SetupLog): string => toldTarget(run) ?? installFolder(run)

/** The step that runs setup again into another folder, where the one that the command names is the fault. */
export const runElsewhere = (found: Evidence): Step =>
  toldTarget(found.run) === null
    ? runAgain(found)
    : runSame(
        { ...found.run, command: (found.run.command ?? '').replace(target, '') },
        'run setup again with /TargetDir and another folder added'
      )
