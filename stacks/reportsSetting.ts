import { closed, filled } from '../kernel/settingCodecs'
import { nullable } from '../kernel/values'
import type { ReportFormat } from '../reports/formats'

const file = nullable(filled)

const files = { html: file, junit: file, sarif: file, markdown: file, json: file } satisfies Record<
  ReportFormat,
  unknown
>

/** The files of reports that each preview and update writes; paths are relative to `stacks`, as in all settings. */
export const reports = closed('report files', files)
