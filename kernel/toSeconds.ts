/** An instant (ISO 8601, UTC) without its fractions, as scripts tell a time. */
export const toSeconds = (instant: string): string => new Date(instant).toISOString().replace(/\.\d+/, '')
