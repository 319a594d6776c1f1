import { appendFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Fleet } from '../reports/fleet'
import { markdown } from '../reports/markdown'
import { unwritten, writeWhole } from './reportFiles'

/** What came of a step summary: a line for the pipeline's log, or why there is no summary; nothing outside of a pipeline. */
export interface Summarized {
  readonly line: string | null
  readonly fault: string | null
}

/** Adds to the summary of a step of GitHub Actions (by its file), and of Azure Pipelines (by a line of the log). */
export const writeStepSummary = async (fleet: Fleet, environment: NodeJS.ProcessEnv): Promise<Summarized> => {
  const { GITHUB_STEP_SUMMARY: file, TF_BUILD: azure, AGENT_TEMPDIRECTORY: folder } = environment
  if (file) {
    const fault = await appendFile(file, `${markdown(fleet)}\n`).then(
      () => null,
      (error: unknown) => `${file} ${unwritten(error)}`
    )
    return { line: null, fault }
  }
  if (!azure) return { line: null, fault: null }
  // Azure Pipelines shows a summary under the name of its file.
  const summary = resolve(join(folder ?? tmpdir(), 'Exchange compliance.md'))
  const fault = await writeWhole(summary, markdown(fleet))
  return { line: fault === null ? `##vso[task.uploadsummary]${summary}` : null, fault }
}
