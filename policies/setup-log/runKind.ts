import type { SetupLog } from '../../facts/sections/setupLog'

/** What a run of setup was to do. */
export type RunKind = 'install' | 'upgrade' | 'recover' | 'uninstall' | 'prepare'

/** What a run was to do; one that the log does not tell is taken for an upgrade, which is the most frequent. */
export const kindOfRun = ({ command, mode }: Pick<SetupLog, 'command' | 'mode'>): RunKind => {
  if (/(?:^|\s)\/(?:p|ps|pd|pad|prepare\w*)\b/i.test(command ?? '')) return 'prepare'
  const told = `${mode ?? ''} ${command ?? ''}`
  if (/recover/i.test(told)) return 'recover'
  if (/uninstall/i.test(told)) return 'uninstall'
  if (/upgrade/i.test(told)) return 'upgrade'
  return /install/i.test(told) ? 'install' : 'upgrade'
}

/**
 * Whether what is left of the log does not tell what the run was to do. The mode of a run that prepares the directory is
 * Install, too, so that this mode tells nothing without the command.
 */
export const isUntold = ({ command, mode }: Pick<SetupLog, 'command' | 'mode'>): boolean =>
  command === null && (mode === null || /^install$/i.test(mode))
