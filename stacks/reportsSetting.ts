import { nullable } from '../kernel/values'
import type { ReportFormat } from '../reports/formats'
import { closed, filled } from './settingsCodecs'

const file = nullable(filled)

const files = { html: file, junit: file, sarif: file, markdown: file, json: file } satisfies Record<
  ReportFormat,
  unknown
>

/** The files of reports that each preview and update writes; paths are relative to `stacks`, as in all settings. */
export const reports = closed('report files', files)
