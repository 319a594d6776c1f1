/** The formats of report files. */
export const reportFormats = ['html', 'junit', 'sarif', 'markdown', 'json'] as const

export type ReportFormat = (typeof reportFormats)[number]

/** A file for each format that is wanted. */
export type ReportFiles = { readonly [F in ReportFormat]?: string | null | undefined }
